import path from 'node:path';
import { createExclusion } from '../../configuration/exclusion.ts';
import { LimitPolicy } from '../../configuration/limits/limitPolicy.ts';
import { readRepositoryLimits } from '../../configuration/limits/repositoryLimits.ts';
import type { LocatedConfiguration } from '../../configuration/limits/swarmJsonSource.ts';
import { configurationFileName } from '../../protocol/configurationFileName.ts';
import { defaultLanguageSettings } from '../../protocol/defaultLanguageSettings.ts';
import type { FileAccess } from '../../workspace/inputs/fileAccess.ts';
import { repositoryReader } from '../../workspace/repositoryReader.ts';
import { repositoryRoot } from '../../workspace/repositoryRoot.ts';
import { readingProblem } from '../../workspace/sourceReader.ts';
import { CommandError } from '../command.ts';

/** Hints that a limit comes near are for somebody who types; here they are given where `swarm.json` asks for them. */
const commandLineSettings = {
  ...defaultLanguageSettings,
  limits: { ...defaultLanguageSettings.limits, approachingFrom: 0 },
};

/** What holds for the files of one repository. */
export interface CheckContext {
  /** Absolute; the folder itself where it is in no repository. */
  readonly root: string;
  /** What each of its files is held to; asked with paths relative to the root. */
  readonly policy: LimitPolicy;
  /** Path of a file relative to the root, with forward slashes. */
  pathOf(file: string): string;
  /** Whether `swarm.json` excludes an absolute path. */
  isExcluded(file: string): boolean;
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
    const v2 = located?.configuration.v2;
    const policy = new LimitPolicy({
      located,
      settings: commandLineSettings,
      repository: await readRepositoryLimits(repositoryReader(root, this.#files), v2?.exemptionRegistries),
      today: new Date().toISOString().slice(0, 10),
    });
    const globs = v2?.exclude ?? [];
    const excludes = createExclusion(globs);
    const pathOf = (file: string) => pathBelow(root, file);
    const isExcluded = (file: string) => globs.length > 0 && excludes(pathOf(file));
    const context: CheckContext = { root, policy, pathOf, isExcluded };
    this.#byRoot.set(root, context);
    return context;
  }

  async #configuration(file: string): Promise<LocatedConfiguration | undefined> {
    const shown = path.relative(this.#cwd, file).replaceAll(path.sep, '/');
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

/** Most files lie below the root: then it is much faster to cut than to compute. */
function pathBelow(root: string, file: string): string {
  const prefix = root.endsWith(path.sep) ? root : `${root}${path.sep}`;
  const below = file.startsWith(prefix) ? file.slice(prefix.length) : path.relative(root, file);
  return path.sep === '/' ? below : below.replaceAll(path.sep, '/');
}
