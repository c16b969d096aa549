import type { AnalysisSettings } from '../analysis/settings.ts';
import { analysisSettings } from '../configuration/analysisSettings.ts';
import { createExclusion } from '../configuration/exclusion.ts';
import type { Configuration } from '../protocol/configuration.ts';
import type { LanguageSettings } from '../protocol/languageSettings.ts';
import type { ConfigurationFiles } from './configurationFiles.ts';
import type { SettingsCache } from './settingsCache.ts';

/** What holds for the documents of a folder, merged from the editor's settings and `swarm.json`. */
export interface FolderRules {
  readonly settings: LanguageSettings;
  readonly configuration: Configuration | undefined;
  readonly analysis: AnalysisSettings;
  /** Of a path relative to the folder. */
  readonly excluded: (path: string) => boolean;
  /** Equal for equal rules. */
  readonly fingerprint: string;
}

/** The rules of each folder, and those of documents outside of all (`undefined`); made once until a source changes. */
export class FolderRulesCache {
  readonly #cached = new Map<string | undefined, Promise<FolderRules>>();
  readonly #settings: SettingsCache;
  readonly #configurations: ConfigurationFiles;

  constructor(settings: SettingsCache, configurations: ConfigurationFiles) {
    this.#settings = settings;
    this.#configurations = configurations;
  }

  of(folder: string | undefined): Promise<FolderRules> {
    const cached = this.#cached.get(folder) ?? this.#make(folder);
    this.#cached.set(folder, cached);
    return cached;
  }

  /** Drops everything made from the editor's settings. */
  forgetSettings(): void {
    this.#settings.forget();
    this.#cached.clear();
  }

  /** Drops everything made for a folder, which may have been away for a while. */
  forgetFolder(folder: string): void {
    this.#configurations.forget(folder);
    this.#cached.delete(folder);
  }

  /** Reads the folder's `swarm.json` again; tells whether that made a difference to rules already in use. */
  async reread(folder: string): Promise<boolean> {
    const before = this.#cached.get(folder);
    this.forgetFolder(folder);
    if (before === undefined) return false;
    const [old, present] = await Promise.all([before, this.of(folder)]);
    return old.fingerprint !== present.fingerprint;
  }

  async #make(folder: string | undefined): Promise<FolderRules> {
    const [settings, configuration] = await Promise.all([
      this.#settings.of(folder),
      folder === undefined ? undefined : this.#configurations.inForce(folder),
    ]);
    const analysis = analysisSettings(configuration, settings);
    const globs = [...settings.exclude, ...(configuration?.v2.exclude ?? [])];
    const { limits, severity, fileLengthLanguages, heavyModules } = analysis;
    return {
      settings,
      configuration,
      analysis,
      excluded: createExclusion(globs),
      fingerprint: JSON.stringify([
        settings.enable,
        globs,
        limits,
        severity,
        [...fileLengthLanguages],
        [...heavyModules],
      ]),
    };
  }
}
