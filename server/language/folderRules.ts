import type { LimitSourceFinding } from '../analysis/finding.ts';
import { createExclusion } from '../configuration/exclusion.ts';
import type { FileLimits } from '../configuration/limits/fileLimits.ts';
import { LimitPolicy, type PolicyInputs } from '../configuration/limits/limitPolicy.ts';
import { noRepositoryLimits, type RepositoryLimits } from '../configuration/limits/limitSource.ts';
import { folderOf, foldersAround } from '../configuration/limits/nearestSources.ts';
import { readRepositoryLimits, withFolderLimits } from '../configuration/limits/repositoryLimits.ts';
import {
  isExemptionRegistry,
  registeredExemptions,
} from '../configuration/limits/sources/exemptionRegistry.ts';
import type { Configuration } from '../protocol/configuration/configuration.ts';
import type { LanguageSettings } from '../protocol/languageServer/languageSettings.ts';
import { limitSourceFindings } from '../workspace/limitSourceFindings.ts';
import { repositoryReader } from '../workspace/repositoryReader.ts';
import type { ConfigurationFiles } from './configurationFiles.ts';
import { type FolderRoot, folderRoot } from './folderRoot.ts';
import type { SettingsCache } from './settingsCache.ts';

/** What holds for the documents of a folder, merged from the editor's settings and the repository around it. */
export interface FolderRules {
  readonly settings: LanguageSettings;
  readonly configuration: Configuration | undefined;
  /** Undefined for documents outside of all folders. */
  readonly root: FolderRoot | undefined;
  /** What the policy is made of: plain data, for a thread that makes its own. */
  readonly inputs: PolicyInputs;
  readonly policy: LimitPolicy;
  /** Of a document by its path relative to the folder. */
  readonly limitsOf: (path: string, languageId: string, text: string) => FileLimits;
  /** What is found about a document that states limits, by its path relative to the folder. */
  readonly limitSourceFindings: (
    path: string,
    document: { readonly text: string },
  ) => readonly LimitSourceFinding[];
  /** Whether a document, by its path relative to the folder, is one of those that state limits. */
  readonly states: (path: string) => boolean;
  /** Of a path relative to the folder. */
  readonly excluded: (path: string) => boolean;
  /** The same object while nothing is different but that tools are told something in folders not asked about before. */
  readonly basis: object;
  /** Equal for equal rules. */
  readonly fingerprint: string;
}

/** The rules of each folder, and those of documents outside of all (`undefined`); made once until a source changes. */
export class FolderRulesCache {
  readonly #cached = new Map<string | undefined, Promise<FolderRules>>();
  /** Of each workspace folder those that documents lie in, relative to it: tools may be told something around them. */
  readonly #documentFolders = new Map<string, Set<string>>();
  readonly #settings: SettingsCache;
  readonly #configurations: ConfigurationFiles;

  constructor(settings: SettingsCache, configurations: ConfigurationFiles) {
    this.#settings = settings;
    this.#configurations = configurations;
  }

  /** @param path of a document in the folder, relative to it */
  of(folder: string | undefined, path?: string): Promise<FolderRules> {
    const cached = this.#cached.get(folder) ?? this.#make(folder);
    const isKnown = folder === undefined || path === undefined || this.#foldersOf(folder).has(folderOf(path));
    const rules = isKnown ? cached : this.#withFoldersAround(folder, folderOf(path), cached);
    this.#cached.set(folder, rules);
    return rules;
  }

  #foldersOf(folder: string): Set<string> {
    const folders = this.#documentFolders.get(folder) ?? new Set();
    this.#documentFolders.set(folder, folders);
    return folders;
  }

  async #withFoldersAround(
    folder: string,
    inner: string,
    cached: Promise<FolderRules>,
  ): Promise<FolderRules> {
    const known = this.#foldersOf(folder);
    const root = folderRoot(folder);
    const read = new Set(inRoot(known, root));
    known.add(inner);
    const unread = inRoot([inner], root).filter((each) => !read.has(each));
    const rules = await cached;
    const { inputs } = rules;
    const repository = await withFolders(inputs.repository, root, unread);
    return repository === inputs.repository
      ? rules
      : folderRules({ ...inputs, repository }, root, rules.basis);
  }

  /** Drops everything made from the editor's settings. */
  forgetSettings(): void {
    this.#settings.forget();
    this.#cached.clear();
  }

  /** Drops everything made for a folder, which may have been away for a while. */
  forgetFolder(folder: string): void {
    this.#configurations.forget(folderRoot(folder).uri);
    this.#cached.delete(folder);
  }

  /**
   * Reads again what the repositories say that a document belongs to, its `swarm.json` or another file that states
   * limits; tells whether that made a difference to rules already in use.
   */
  async reread(isAround: (root: string) => boolean): Promise<boolean> {
    const inUse = [...this.#cached].filter(([folder]) => folder !== undefined);
    const differences = inUse.map(async ([folder, before]) => {
      const old = await before;
      if (folder === undefined || !isAround(old.root?.uri ?? folder)) return false;
      this.#configurations.forget(old.root?.uri ?? folder);
      this.forgetFolder(folder);
      return old.fingerprint !== (await this.of(folder)).fingerprint;
    });
    return (await Promise.all(differences)).includes(true);
  }

  async #make(folder: string | undefined): Promise<FolderRules> {
    const root = folder === undefined ? undefined : folderRoot(folder);
    const [settings, located] = await Promise.all([
      this.#settings.of(folder),
      root === undefined ? undefined : this.#configurations.inForce(root.uri),
    ]);
    const v2 = located?.configuration.v2;
    const repository =
      root?.path === undefined
        ? noRepositoryLimits
        : await withFolders(
            await readRepositoryLimits(repositoryReader(root.path), v2?.exemptionRegistries),
            root,
            inRoot(this.#foldersOf(folder ?? ''), root),
          );
    const inputs = { located, settings, repository, today: new Date().toISOString().slice(0, 10) };
    return folderRules(inputs, root, {});
  }
}

/** Folders of documents and those around them, relative to the root, each once. */
function inRoot(documentFolders: Iterable<string>, { prefix }: FolderRoot): string[] {
  return [...new Set([...documentFolders].flatMap((folder) => foldersAround(`${prefix}${folder}`)))];
}

async function withFolders(
  repository: RepositoryLimits,
  { path }: FolderRoot,
  folders: Iterable<string>,
): Promise<RepositoryLimits> {
  return path === undefined ? repository : withFolderLimits(repository, repositoryReader(path), folders);
}

function folderRules(inputs: PolicyInputs, root: FolderRoot | undefined, basis: object): FolderRules {
  const { settings, located } = inputs;
  const policy = new LimitPolicy(inputs);
  const stating = new Set(statingFiles(policy));
  let fingerprint: string | undefined;
  const inRoot = (path: string) => `${root?.prefix ?? ''}${path}`;
  const excludedByEditor = createExclusion(settings.exclude);
  const excludedByRepository = createExclusion(located?.configuration.v2.exclude ?? []);
  return {
    settings,
    configuration: located?.configuration,
    root,
    inputs,
    policy,
    limitsOf: (path, languageId, text) => policy.of(inRoot(path), languageId, text),
    limitSourceFindings: (path, document) =>
      root?.path !== undefined && stating.has(inRoot(path))
        ? sourceFindings(policy, root.path, inRoot(path), document)
        : [],
    states: (path) => stating.has(inRoot(path)),
    excluded: (path) => excludedByEditor(path) || excludedByRepository(inRoot(path)),
    basis,
    get fingerprint() {
      fingerprint ??= fingerprintOf(inputs);
      return fingerprint;
    },
  };
}

/** @param file relative to the root */
function sourceFindings(
  policy: LimitPolicy,
  root: string,
  file: string,
  document: { readonly text: string },
): LimitSourceFinding[] {
  // A registry is read as it stands in the editor; swarm.json already is.
  const registered = isExemptionRegistry(file) ? registeredExemptions(document.text, file) : undefined;
  return limitSourceFindings(policy, root, { exemptions: registered })
    .filter((each) => each.path === file)
    .map(({ finding }) => finding);
}

/** The places are part of it: a hover tells them. */
function fingerprintOf({ located, ...inputs }: PolicyInputs): string {
  return JSON.stringify([inputs, located && [located.configuration, [...located.places]]]);
}

/** The files that a policy has read something from. */
function statingFiles({ sources, exemptions }: LimitPolicy): string[] {
  const stated = sources.flatMap(({ groups }) => groups.flatMap(({ statements }) => statements));
  const places = [...stated.map(({ origin }) => origin.place), ...exemptions.map(({ place }) => place)];
  return places.flatMap((place) => (place ? [place.path] : []));
}
