import path from 'node:path';
import { createExclusion } from '../../configuration/exclusion.ts';
import { LimitPolicy, type PolicyInputs } from '../../configuration/limits/limitPolicy.ts';
import { foldersAround } from '../../configuration/limits/nearestSources.ts';
import { readRepositoryLimits, withFolderLimits } from '../../configuration/limits/repositoryLimits.ts';
import type { LocatedConfiguration } from '../../configuration/limits/swarmJsonSource.ts';
import { configurationFileName } from '../../protocol/configuration/configurationFileName.ts';
import { unattendedSettings } from '../../protocol/languageServer/defaultLanguageSettings.ts';
import { pathBelow } from '../../workspace/files/pathBelow.ts';
import { readingProblem } from '../../workspace/files/sourceReader.ts';
import type { FileAccess } from '../../workspace/inputs/fileAccess.ts';
import { repositoryReader } from '../../workspace/repositoryReader.ts';
import { repositoryRoot } from '../../workspace/repositoryRoot.ts';
import { CommandError } from '../command.ts';

/** What holds for the files of one repository. */
export class CheckContext {
  /** Absolute; the folder itself where it is in no repository. */
  readonly root: string;
  readonly #files: FileAccess;
  readonly #excludes: ((path: string) => boolean) | undefined;
  readonly #foldersRead = new Set(['']);
  #inputs: PolicyInputs;
  #policy: LimitPolicy;

  constructor(root: string, inputs: PolicyInputs, files: FileAccess) {
    this.root = root;
    this.#inputs = inputs;
    this.#policy = new LimitPolicy(inputs);
    this.#files = files;
    const globs = inputs.located?.configuration.v2.exclude ?? [];
    this.#excludes = globs.length > 0 ? createExclusion(globs) : undefined;
  }

  /** What each of its files is held to, by the folders that were read; asked with paths relative to the root. */
  get policy(): LimitPolicy {
    return this.#policy;
  }

  /** Path of a file relative to the root, with forward slashes. */
  pathOf(file: string): string {
    return pathBelow(this.root, file);
  }

  /** Whether `swarm.json` excludes an absolute path. */
  isExcluded(file: string): boolean {
    return this.#excludes?.(this.pathOf(file)) ?? false;
  }

  /** Reads what tools are told in folders, and in those around them, given by their absolute paths. */
  async readFolders(folders: Iterable<string>): Promise<void> {
    const unread = new Set<string>();
    for (const folder of folders)
      for (const each of foldersAround(this.pathOf(folder)))
        if (!this.#foldersRead.has(each)) unread.add(each);
    if (unread.size === 0) return;
    for (const each of unread) this.#foldersRead.add(each);
    const { repository: before } = this.#inputs;
    const repository = await withFolderLimits(before, repositoryReader(this.root, this.#files), unread);
    if (repository === before) return;
    this.#inputs = { ...this.#inputs, repository };
    this.#policy = new LimitPolicy(this.#inputs);
  }
}

/** Finds the context of folders, reading each repository's `swarm.json` once. */
export class CheckContexts {
  readonly #cwd: string;
  readonly #files: FileAccess;
  readonly #byRoot = new Map<string, CheckContext>();

  /** @param cwd folder that paths in error messages are relative to */
  constructor(cwd: string, files: FileAccess) {
    this.#cwd = cwd;
    this.#files = files;
  }

  /** Of those that were found. */
  get roots(): string[] {
    return [...this.#byRoot.keys()];
  }

  /** @throws {CommandError} its `swarm.json` does not hold: one line per problem, `file:line:column: message` */
  async of(folder: string): Promise<CheckContext> {
    const root = repositoryRoot(folder, this.#files) ?? folder;
    const known = this.#byRoot.get(root);
    if (known) return known;
    const located = await this.#configuration(path.join(root, configurationFileName));
    const repository = await readRepositoryLimits(
      repositoryReader(root, this.#files),
      located?.configuration.v2.exemptionRegistries,
    );
    const today = new Date().toISOString().slice(0, 10);
    const inputs = { located, settings: unattendedSettings, repository, today };
    const context = new CheckContext(root, inputs, this.#files);
    this.#byRoot.set(root, context);
    return context;
  }

  async #configuration(file: string): Promise<LocatedConfiguration | undefined> {
    const shown = pathBelow(this.#cwd, file);
    let text: string | undefined;
    try {
      text = this.#files.read(file);
    } catch (error) {
      throw new CommandError(`${shown} cannot be read: ${readingProblem(error)}.`);
    }
    if (text === undefined) return undefined;
    const { parseConfiguration } = await import('../../configuration/parseConfiguration.ts');
    const { configuration, problems, places } = parseConfiguration(text);
    if (configuration !== undefined) return { configuration, places };
    const lines = problems.map(
      ({ range, message }) => `${shown}:${range.start.line}:${range.start.column}: ${message}`,
    );
    throw new CommandError(`the configuration does not hold.\n${lines.join('\n')}`);
  }
}
