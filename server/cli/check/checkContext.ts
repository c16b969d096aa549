import path from 'node:path';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { analysisSettings } from '../../configuration/analysisSettings.ts';
import { createExclusion } from '../../configuration/exclusion.ts';
import type { Configuration } from '../../protocol/configuration.ts';
import { configurationFileName } from '../../protocol/configurationFileName.ts';
import { defaultLanguageSettings } from '../../protocol/defaultLanguageSettings.ts';
import { readSmallFile } from '../../workspace/readSmallFile.ts';
import { repositoryRoot } from '../../workspace/repositoryRoot.ts';
import { readingProblem } from '../../workspace/sourceReader.ts';
import { CommandError } from '../command.ts';

/** What holds for the files of one repository. */
export interface CheckContext {
  /** Absolute; the folder itself where it is in no repository. */
  readonly root: string;
  readonly settings: AnalysisSettings;
  /** Whether `swarm.json` excludes an absolute path. */
  isExcluded(file: string): boolean;
}

/** Finds the context of folders, reading each repository's `swarm.json` once. */
export class CheckContexts {
  readonly #cwd: string;
  readonly #byRoot = new Map<string, CheckContext>();

  /** @param cwd folder that paths in error messages are relative to */
  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** @throws {CommandError} its `swarm.json` does not hold: one line per problem, `file:line:column: message` */
  async of(folder: string): Promise<CheckContext> {
    const root = repositoryRoot(folder) ?? folder;
    const known = this.#byRoot.get(root);
    if (known) return known;
    const configuration = await this.#configuration(path.join(root, configurationFileName));
    const globs = configuration?.v2.exclude ?? [];
    const excludes = createExclusion(globs);
    const context: CheckContext = {
      root,
      settings: analysisSettings(configuration, defaultLanguageSettings),
      isExcluded: (file) => globs.length > 0 && excludes(path.relative(root, file).replaceAll(path.sep, '/')),
    };
    this.#byRoot.set(root, context);
    return context;
  }

  async #configuration(file: string): Promise<Configuration | undefined> {
    const shown = path.relative(this.#cwd, file).replaceAll(path.sep, '/');
    let text: string | undefined;
    try {
      text = readSmallFile(file);
    } catch (error) {
      throw new CommandError(`${shown} cannot be read: ${readingProblem(error)}.`);
    }
    if (text === undefined) return undefined;
    const { parseConfiguration } = await import('../../configuration/parseConfiguration.ts');
    const { configuration, problems } = parseConfiguration(text);
    if (problems.length === 0) return configuration;
    const lines = problems.map(
      ({ range, message }) => `${shown}:${range.start.line}:${range.start.column}: ${message}`,
    );
    throw new CommandError(`the configuration does not hold.\n${lines.join('\n')}`);
  }
}
