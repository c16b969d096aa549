import path from 'node:path';
import { type ParsedConfiguration, parseConfiguration } from '../../configuration/parseConfiguration.ts';
import { type Configuration, defaultConfiguration } from '../../protocol/configuration/configuration.ts';
import {
  configurationFileName,
  maximumConfigurationBytes,
} from '../../protocol/configuration/configurationFileName.ts';
import type { Service } from '../../protocol/snapshot.ts';
import { FolderWatcher } from '../files/folderWatcher.ts';
import { readBounded } from '../files/readBounded.ts';
import type { CommittedConfiguration } from './committedConfiguration.ts';

export type ConfigurationProblems = Service['configuration'];
type Otherwise = () => Promise<CommittedConfiguration | undefined>;

/**
 * `swarm.json` of a work tree, or where that has none another one: its last valid state is in force, its problems are at
 * hand, changes are told.
 */
export class ConfigurationFile {
  readonly #file: string;
  readonly #listeners = new Set<() => void>();
  #configuration = defaultConfiguration();
  #places: ParsedConfiguration['places'] = new Map();
  #problems: ConfigurationProblems = [];
  /** By the paths of values. */
  readonly #complaints = new Map<string, string>();
  #text: string | undefined;
  #branch: string | null = null;
  readonly #otherwise: Otherwise;
  #reading: Promise<void> = Promise.resolve();
  #watcher: FolderWatcher | undefined;

  private constructor(workTree: string, otherwise: Otherwise) {
    this.#file = path.join(workTree, configurationFileName);
    this.#otherwise = otherwise;
  }

  /**
   * Reads the file and watches for changes. `onError` hears of what keeps it from being watched.
   * @param otherwise what counts while the work tree has no such file
   */
  static async open(
    workTree: string,
    onError: (error: Error) => void,
    otherwise: Otherwise = async () => undefined,
  ): Promise<ConfigurationFile> {
    const file = new ConfigurationFile(workTree, otherwise);
    file.#watcher = await FolderWatcher.start({
      root: workTree,
      descend: () => false,
      accept: (relative) => relative === configurationFileName,
      onChanged: () => void file.lookAgain().catch(onError),
      onError,
    });
    await file.lookAgain();
    return file;
  }

  /** The branch whose file is in force because the work tree has none; null where it has, or where there is none at all. */
  get branch(): string | null {
    return this.#branch;
  }

  /** Reads what is in force now: to be called when what counts otherwise may be another one. */
  lookAgain(): Promise<void> {
    const reading = this.#reading.catch(() => {}).then(() => this.#read());
    this.#reading = reading;
    return reading;
  }

  /** The last valid configuration; the defaults where there never was one. */
  get current(): Configuration {
    return this.#configuration;
  }

  /** Where parts of `current` stand in the file, by their path: `branches.protection.0`. */
  get places(): ParsedConfiguration['places'] {
    return this.#places;
  }

  /** What is wrong with the file as it is now; places count from 1. */
  get problems(): ConfigurationProblems {
    const complaints = [...this.#complaints].map(([path, message]) => {
      const { line, column } = this.#places.get(path)?.start ?? { line: 1, column: 1 };
      return { line, column, message };
    });
    return [...this.#problems, ...complaints];
  }

  /** Tells a problem with a value that only shows when it is used; null takes it back. The value stays in force. */
  complain(path: string, problem: string | null): void {
    if ((this.#complaints.get(path) ?? null) === problem) return;
    if (problem === null) this.#complaints.delete(path);
    else this.#complaints.set(path, problem);
    for (const listener of this.#listeners) listener();
  }

  /** Calls the listener after the configuration or its problems changed. Returns the function that ends it. */
  onChanged(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#watcher?.close();
    this.#listeners.clear();
  }

  async #read(): Promise<void> {
    const own = await readBounded(this.#file, maximumConfigurationBytes);
    const other = own === undefined ? await this.#otherwise() : undefined;
    const found = own ?? other;
    const branch = other?.branch ?? null;
    const content = found?.text ?? own?.problem;
    if (content === this.#text && branch === this.#branch) return;
    this.#text = content;
    this.#branch = branch;
    if (found === undefined) this.#take(defaultConfiguration(), []);
    else if (found.text === undefined) this.#refuse(`swarm.json is not in force: ${own?.problem}.`);
    else this.#parse(found.text);
    for (const listener of this.#listeners) listener();
  }

  #parse(text: string): void {
    const { configuration, problems, places: found } = parseConfiguration(text);
    const places = problems.map(({ range, message }) => ({ ...range.start, message }));
    if (configuration) this.#places = found;
    this.#take(configuration ?? this.#configuration, places);
  }

  #refuse(message: string): void {
    this.#take(this.#configuration, [{ line: 1, column: 1, message }]);
  }

  #take(configuration: Configuration, problems: ConfigurationProblems): void {
    this.#configuration = configuration;
    this.#problems = problems;
  }
}
