import type { LanguageSettings } from '../protocol/languageServer/languageSettings.ts';

/** Asks the editor for its settings (section `swarm`) as they hold in a folder. */
export type FetchSettings = (folder: string | undefined) => Promise<unknown>;

/** The editor's settings of each folder, asked for once until they change. */
export class SettingsCache {
  readonly #cached = new Map<string | undefined, Promise<LanguageSettings>>();
  readonly #fetch: FetchSettings;
  readonly #log: (line: string) => void;

  constructor(fetch: FetchSettings, log: (line: string) => void) {
    this.#fetch = fetch;
    this.#log = log;
  }

  /** Never rejects: without an answer the defaults hold. */
  of(folder: string | undefined): Promise<LanguageSettings> {
    const cached = this.#cached.get(folder) ?? this.#load(folder);
    this.#cached.set(folder, cached);
    return cached;
  }

  forget(): void {
    this.#cached.clear();
  }

  async #load(folder: string | undefined): Promise<LanguageSettings> {
    const fetching = this.#fetch(folder).catch((cause: unknown) => {
      this.#log(`The editor's settings could not be read, the defaults hold: ${String(cause)}`);
      return undefined;
    });
    // Loaded while the editor answers: the schema takes as long as all that the server needs to answer at all.
    const [{ parseSettings }, raw] = await Promise.all([import('./parseSettings.ts'), fetching]);
    const { settings, problems } = parseSettings(raw);
    for (const problem of problems) this.#log(problem);
    return settings;
  }
}
