import { hash } from 'node:crypto';
import path from 'node:path';
import { analyzeModule } from '../../analysis/analyze.ts';
import type { Finding } from '../../analysis/finding.ts';
import { type ImportStatement, importStatements } from '../../analysis/importGraph/importStatement.ts';
import { languageOf } from '../../analysis/languages.ts';
import { type ModuleReferences, moduleReferences } from '../../analysis/moduleReferences/moduleReferences.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import { createExclusion } from '../../configuration/exclusion.ts';
import { LimitPolicy, type PolicyInputs } from '../../configuration/limits/limitPolicy.ts';
import { walkFiles } from '../../workspace/fileWalk.ts';
import { IgnoreRules } from '../../workspace/ignoreRules.ts';
import { isLeftOut } from '../../workspace/imports/leftOut.ts';
import { SourceReader } from '../../workspace/sourceReader.ts';

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
  /** Undefined for a file that is gone, cannot be read or is left out. */
  readonly known:
    | { readonly imports: readonly ImportStatement[]; readonly references: ModuleReferences }
    | undefined;
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
  | { readonly kind: 'checked'; readonly files: readonly CheckedFile[]; readonly total: number }
  | { readonly kind: 'note'; readonly sentence: string };

type Send = (message: IndexMessage) => void;

/** A thread sends this many files at once: what arrives is dealt with between two edits. */
const batch = 50;
/** A folder with more files is no project but somebody's disk. */
export const maximumFiles = 50_000;

/** Does the work and sends what it gives, batch by batch. */
export function doIndexWork(work: IndexWork, send: Send): void {
  if (work.kind === 'check') check(work.place, work.inputs, send);
  else if (work.paths) read(work.paths.filter(isWanted(work.place)), work.paths, work.place, send);
  else {
    const paths = filesOf(work.place, send).filter(isPython);
    read(paths, paths, work.place, send);
  }
}

function isPython(relative: string): boolean {
  return /\.pyw?$/.test(relative);
}

function read(wanted: readonly string[], paths: readonly string[], { root }: IndexedRoot, send: Send): void {
  const reader = new SourceReader();
  const readable = new Set(wanted);
  inBatches(paths, (some) => {
    const files = some.map((relative): IndexedFile => {
      const source = readable.has(relative) ? reader.read(path.join(root, relative)) : { why: 'left out' };
      if ('why' in source) return { path: relative, known: undefined };
      const module = new SourceModule(source.text, 'python');
      const known = { imports: importStatements(module), references: moduleReferences(source.text) };
      return { path: relative, known };
    });
    send({ kind: 'indexed', files });
  });
}

function check(place: IndexedRoot, inputs: PolicyInputs, send: Send): void {
  const policy = new LimitPolicy(inputs);
  const reader = new SourceReader();
  const paths = filesOf(place, send).filter((relative) => relative.startsWith(place.prefix));
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

function filesOf(place: IndexedRoot, send: Send): string[] {
  const { root } = place;
  const excluded = isExcluded(place);
  const relative = (file: string) => path.relative(root, file).replaceAll(path.sep, '/');
  const files: string[] = [];
  try {
    walkFiles(root, IgnoreRules.of(root, root), {
      isExcluded: (file) => excluded(relative(file)),
      onFile: (file) => {
        if (files.push(relative(file)) > maximumFiles) throw new TooManyFiles();
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
  return files;
}

function isExcluded({
  prefix,
  excludedByEditor,
  excludedByRepository,
}: IndexedRoot): (path: string) => boolean {
  const byEditor = createExclusion(excludedByEditor);
  const byRepository = createExclusion(excludedByRepository);
  return (relative) =>
    byRepository(relative) || (relative.startsWith(prefix) && byEditor(relative.slice(prefix.length)));
}

function isWanted(place: IndexedRoot): (relative: string) => boolean {
  const excluded = isExcluded(place);
  return (relative) => isPython(relative) && !excluded(relative) && !isLeftOut(place.root, relative);
}
