import { type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { hasScanner, languageOf } from '../../analysis/languages.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { FileLimits } from '../../configuration/limits/fileLimits.ts';
import { toolFileNames } from '../../configuration/limits/toolLimits.ts';
import { readingProblem } from '../../workspace/files/sourceReader.ts';
import { type FileAccess, plainFiles } from '../../workspace/inputs/fileAccess.ts';
import { repositoryRoot } from '../../workspace/repositoryRoot.ts';
import { walkFiles } from '../../workspace/walk/fileWalk.ts';
import { IgnoreRules } from '../../workspace/walk/ignoreRules.ts';
import { CommandError } from '../command.ts';
import { type CheckContext, CheckContexts } from './checkContext.ts';

/** A file to check. */
export interface CheckTarget {
  /** Absolute path. */
  readonly file: string;
  readonly languageId: string;
  readonly settings: AnalysisSettings;
  /** Who states its limits. */
  readonly provenance: FileLimits['provenance'];
  readonly context: CheckContext;
}

/** What was named but is not checked: absolute path, and why. */
export interface SkippedTarget {
  readonly file: string;
  readonly why: string;
}

/** The files that the paths given to `swarm check` stand for, each once. */
export class CheckTargets {
  readonly skipped: SkippedTarget[] = [];
  /** The repositories that were named as a whole. */
  readonly wholeContexts = new Set<CheckContext>();
  readonly #cwd: string;
  readonly #contexts: CheckContexts;
  readonly #access: FileAccess;
  readonly #onFound: (files: number) => void;
  readonly #files = new Map<string, CheckTarget>();

  /**
   * @param cwd folder that paths are given relative to
   * @param onFound called now and then with the number of files that a folder has
   */
  constructor(cwd: string, access = plainFiles, onFound: (files: number) => void = () => undefined) {
    this.#cwd = cwd;
    this.#access = access;
    this.#onFound = onFound;
    this.#contexts = new CheckContexts(cwd, access);
  }

  /** In the order in which they were found: folders by the names in them. */
  get files(): CheckTarget[] {
    return [...this.#files.values()];
  }

  /** The repository that all of them belong to; undefined where there is none, or more than one. */
  get repository(): string | undefined {
    const [root, ...others] = this.#contexts.roots;
    return root !== undefined && others.length === 0 ? repositoryRoot(root, this.#access) : undefined;
  }

  get wholeRoots(): Set<string> {
    return new Set([...this.wholeContexts].map(({ root }) => root));
  }

  /** Whether everything there is to find in a file is found: it is checked, or no longer there. */
  covers(file: string): boolean {
    return (
      this.#files.has(file) ||
      [...this.wholeContexts].some(({ root }) => file.startsWith(`${root}${path.sep}`))
    );
  }

  /** @throws {CommandError} there is nothing at the path, or the `swarm.json` above it does not hold */
  async add(given: string): Promise<void> {
    // An empty argument is a variable that was not set: it means no folder, least of all the present one.
    if (given === '') throw new CommandError('one of the paths is empty.');
    const target = path.resolve(this.#cwd, given);
    this.#access.note(target);
    const stats = statusOf(target, given);
    if (!stats) throw new CommandError(`there is no file or folder ${given}.`);
    const folder = stats.isDirectory() ? target : path.dirname(target);
    const context = await this.#contexts.of(folder);
    await context.readFolders([folder]);
    if (stats.isDirectory()) await this.#addFolder(target, context);
    else if (stats.isFile()) this.#addNamedFile(target, context);
    else this.#skip(target, 'not a regular file');
  }

  async #addFolder(folder: string, context: CheckContext): Promise<void> {
    if (folder === context.root) this.wholeContexts.add(context);
    const found: { file: string; languageId: string }[] = [];
    const configured: string[] = [];
    walkFiles(folder, IgnoreRules.of(folder, context.root, this.#access), {
      files: this.#access,
      isExcluded: (file) => context.isExcluded(file),
      onFile: (file, languageId) => found.push({ file, languageId }),
      onFolder: (inner, entries) => {
        this.#onFound(found.length);
        if (entries.some(({ name }) => toolFileNames.has(name))) configured.push(inner);
      },
      onUnreadable: (unreadable, error) => this.#skip(unreadable, readingProblem(error)),
    });
    await context.readFolders(configured);
    for (const { file, languageId } of found) this.#addFile(file, languageId, context);
  }

  /** A file that is named is checked even where `.gitignore` names it; never where `swarm.json` excludes it. */
  #addNamedFile(file: string, context: CheckContext): void {
    const languageId = languageOf(file);
    if (context.isExcluded(file)) this.#skip(file, 'excluded by swarm.json');
    else if (languageId === undefined || !this.#addFile(file, languageId, context))
      this.#skip(file, 'no rule is about this kind of file');
  }

  /** Whether there is a rule about it; a file without one is not even read. */
  #addFile(file: string, languageId: string, context: CheckContext): boolean {
    if (this.#files.has(file)) return true;
    const { settings, provenance } = context.policy.of(context.pathOf(file), languageId);
    if (!hasScanner(languageId) && !settings.fileLengthLanguages.has(languageId)) return false;
    this.#files.set(file, { file, languageId, settings, provenance, context });
    return true;
  }

  #skip(file: string, why: string): void {
    this.skipped.push({ file, why });
  }
}

function statusOf(target: string, given: string): Stats | undefined {
  try {
    return statSync(target, { throwIfNoEntry: false });
  } catch (error) {
    throw new CommandError(`${given} cannot be read: ${readingProblem(error)}.`);
  }
}
