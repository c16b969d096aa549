import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { analyzeModule } from '../../analysis/analyze.ts';
import type { Finding } from '../../analysis/finding.ts';
import { importStatements } from '../../analysis/importGraph/importStatement.ts';
import { type PackedImports, packImports } from '../../analysis/importGraph/packedImports.ts';
import { languageOf } from '../../analysis/languages.ts';
import {
  besidesImports,
  type ModuleReferences,
  moduleReferences,
} from '../../analysis/moduleReferences/moduleReferences.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import { createExclusion } from '../../configuration/exclusion.ts';
import { LimitPolicy, type PolicyInputs } from '../../configuration/limits/limitPolicy.ts';
import type { RepositoryLimits } from '../../configuration/limits/limitSource.ts';
import { withFolderLimits } from '../../configuration/limits/repositoryLimits.ts';
import { toolFileNames } from '../../configuration/limits/toolLimits.ts';
import { pathBelow } from '../../workspace/files/pathBelow.ts';
import { SourceReader } from '../../workspace/files/sourceReader.ts';
import { repositoryReader } from '../../workspace/repositoryReader.ts';
import { walkFiles } from '../../workspace/walk/fileWalk.ts';
import { IgnoreRules } from '../../workspace/walk/ignoreRules.ts';
import { isLeftOut } from '../../workspace/walk/leftOut.ts';

/** A repository, or a folder that is in none, with what is left out of it. */
export interface IndexedRoot {
  /** Absolute path. */
  readonly root: string;
  /** What stands before a path relative to the workspace folder to make it relative to the root. */
  readonly prefix: string;
  /** Globs relative to the workspace folder. */
  readonly excludedByEditor: readonly string[];
  /** Globs relative to the root. */
  readonly excludedByRepository: readonly string[];
}

/** What a thread of the index is started for. */
export type IndexWork =
  /** Every Python file, or those at some paths relative to the root: what they import and refer to. */
  | { readonly kind: 'read'; readonly place: IndexedRoot; readonly paths: readonly string[] | undefined }
  /** Every file below the workspace folder: its findings, as far as its text alone tells. */
  | { readonly kind: 'check'; readonly place: IndexedRoot; readonly inputs: PolicyInputs };

/** A Python file as it is on disk. Paths are relative to the root, with forward slashes. */
export interface IndexedFile {
  readonly path: string;
  /** `gone`: there is none, or `.gitignore` leaves it out; `unread`: nobody knows what it says. */
  readonly known: KnownFile | 'gone' | 'unread';
}

export interface KnownFile {
  /** None of a file that is excluded: no chain leads through what nobody wants to see findings of. */
  readonly imports: PackedImports;
  /** Besides those that the imports tell. */
  readonly references: ModuleReferences;
}

/** A file of any language as it is on disk, with its findings. */
export interface CheckedFile {
  readonly path: string;
  readonly languageId: string;
  /** Of its text. */
  readonly contentHash: string;
  readonly findings: readonly Finding[];
}

/** What a thread sends until it ends. */
export type IndexMessage =
  | { readonly kind: 'indexed'; readonly files: readonly IndexedFile[] }
  /** What the repository says about limits, its folders included; where some say more than the work knew. */
  | { readonly kind: 'limits'; readonly repository: RepositoryLimits }
  | { readonly kind: 'checked'; readonly files: readonly CheckedFile[]; readonly total: number }
  | { readonly kind: 'note'; readonly sentence: string };

type Send = (message: IndexMessage) => void;

/** A thread sends this many files at once: what arrives is dealt with between two edits. */
const batch = 50;
/** A folder with more files is no project but somebody's disk. */
const maximumFiles = 50_000;

/** Does the work and sends what it gives, batch by batch. */
export async function doIndexWork(work: IndexWork, send: Send): Promise<void> {
  if (work.kind === 'check') {
    await check(work.place, work.inputs, send);
    return;
  }
  const { root } = work.place;
  // What is excluded may still use names of other files: tests above all.
  const listed = work.paths ?? filesOf(root, () => false, send).files;
  const isThere = work.paths ? (relative: string) => !isLeftOut(root, relative) : () => true;
  read(listed.filter(isPython), isThere, work.place, send);
}

function isPython(relative: string): boolean {
  return /\.pyw?$/.test(relative);
}

function read(
  paths: readonly string[],
  isThere: (relative: string) => boolean,
  place: IndexedRoot,
  send: Send,
): void {
  const reader = new SourceReader();
  const excluded = exclusionOf(place);
  inBatches(paths, (some) => {
    const files = some.map((relative): IndexedFile => {
      const file = path.join(place.root, relative);
      if (!isThere(relative) || !existsSync(file)) return { path: relative, known: 'gone' };
      const source = reader.read(file);
      if ('why' in source) return { path: relative, known: 'unread' };
      const imports = excluded(relative) ? [] : importStatements(new SourceModule(source.text, 'python'));
      const references = besidesImports(moduleReferences(source.text), imports);
      return { path: relative, known: { imports: packImports(imports), references } };
    });
    send({ kind: 'indexed', files });
  });
}

async function check(place: IndexedRoot, inputs: PolicyInputs, send: Send): Promise<void> {
  const { root, prefix } = place;
  const { files, configured } = filesOf(root, exclusionOf(place), send);
  const paths = files.filter((relative) => relative.startsWith(prefix));
  const known = new Set(inputs.repository.sources.map(({ folder }) => folder));
  const unread = configured.filter((folder) => !known.has(folder));
  const repository = await withFolderLimits(inputs.repository, repositoryReader(root), unread);
  if (repository !== inputs.repository) send({ kind: 'limits', repository });
  const policy = new LimitPolicy({ ...inputs, repository });
  const reader = new SourceReader();
  inBatches(paths, (some) => {
    const files = some.flatMap((relative): CheckedFile[] => {
      const languageId = languageOf(relative);
      const source = reader.read(path.join(place.root, relative));
      if (languageId === undefined || 'why' in source) return [];
      const { settings } = policy.of(relative, languageId, source.text);
      const findings = analyzeModule(new SourceModule(source.text, languageId), settings);
      return [{ path: relative, languageId, contentHash: hash('sha1', source.text, 'base64url'), findings }];
    });
    send({ kind: 'checked', files, total: paths.length });
  });
}

function inBatches(paths: readonly string[], take: (some: readonly string[]) => void): void {
  for (let start = 0; start < paths.length; start += batch) take(paths.slice(start, start + batch));
}

class TooManyFiles extends Error {}

interface ListedRoot {
  readonly files: readonly string[];
  /** Folders in which tools are told something. */
  readonly configured: readonly string[];
}

function filesOf(root: string, isExcluded: (relative: string) => boolean, send: Send): ListedRoot {
  const relative = (file: string) => pathBelow(root, file);
  const files: string[] = [];
  const configured: string[] = [];
  try {
    walkFiles(root, IgnoreRules.of(root, root), {
      isExcluded: (file) => isExcluded(relative(file)),
      onFile: (file) => {
        if (files.push(relative(file)) > maximumFiles) throw new TooManyFiles();
      },
      onFolder: (folder, entries) => {
        if (entries.some(({ name }) => toolFileNames.has(name))) configured.push(relative(folder));
      },
      onUnreadable: (folder, error) =>
        send({ kind: 'note', sentence: `${folder} cannot be listed: ${String(error)}` }),
    });
  } catch (error) {
    if (!(error instanceof TooManyFiles)) throw error;
    send({
      kind: 'note',
      sentence: `${root} has more than ${maximumFiles} files: the others are not looked at.`,
    });
  }
  return { files, configured };
}

/** Whether the settings or the repository exclude a path. */
function exclusionOf({
  prefix,
  excludedByEditor,
  excludedByRepository,
}: IndexedRoot): (relative: string) => boolean {
  const byEditor = createExclusion(excludedByEditor);
  const byRepository = createExclusion(excludedByRepository);
  return (relative) =>
    byRepository(relative) || (relative.startsWith(prefix) && byEditor(relative.slice(prefix.length)));
}
