import { type FileRole, fileRole } from '../../analysis/languages.ts';
import { declaredLimits } from '../../analysis/limits/declaredLimits.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { LanguageSettings } from '../../protocol/languageServer/languageSettings.ts';
import { analysisSettings } from '../analysisSettings.ts';
import { createExclusion } from '../exclusion.ts';
import { editorSource } from './editorSource.ts';
import { type FileLimits, fileLimits } from './fileLimits.ts';
import { groupMatcher } from './groupMatcher.ts';
import type { Exemption, LimitSource, RepositoryLimits, StatementGroup } from './limitSource.ts';
import { folderOf, nearestSources } from './nearestSources.ts';
import type { StatedValue } from './provenance.ts';
import {
  type LocatedConfiguration,
  namedRegistries,
  swarmJsonExemptions,
  swarmJsonSource,
} from './swarmJsonSource.ts';

/** Everything that limits are made of. Plain data: a worker thread can be given it. */
export interface PolicyInputs {
  /** The `swarm.json` in force. */
  readonly located: LocatedConfiguration | undefined;
  readonly settings: LanguageSettings;
  readonly repository: RepositoryLimits;
  /** `2026-11-21`: exemptions that expired before do not hold. */
  readonly today: string;
}

interface CompiledGroup {
  readonly index: number;
  readonly source: LimitSource;
  readonly group: StatementGroup;
  /** Undefined where the group is about every file. */
  readonly matches: ((path: string) => boolean) | undefined;
}

/** What is about the files of a folder in a language. */
interface FolderGround {
  readonly groups: readonly CompiledGroup[];
  /** Whether each group is about every file: then nearly all files of one role are held to the same. */
  readonly isAboutAll: boolean;
  /** By role, what they are held to that have no exemption and declare nothing. */
  readonly ordinary: Map<FileRole, FileLimits>;
  /** What holds where no group says anything. */
  readonly base: AnalysisSettings;
  /** Modules that tools are told to keep out of module level there. */
  readonly banned: string;
}

/** A file, and what is about it alone. */
interface FileFacts {
  readonly path: string;
  readonly languageId: string;
  readonly role: FileRole;
  readonly declared: readonly StatedValue[];
  readonly exempted: readonly CompiledExemption[];
}

interface CompiledExemption {
  readonly index: number;
  readonly exemption: Exemption;
  readonly matches: (path: string) => boolean;
}

/** Gives every file of a repository its limits, merged from all sources, and says where they come from. */
export class LimitPolicy {
  /** In order of precedence. */
  readonly sources: readonly LimitSource[];
  /** Those that hold and those that have expired. */
  readonly exemptions: readonly Exemption[];
  readonly today: string;
  /** The registries that `swarm.json` names, and where. */
  readonly registries: ReturnType<typeof namedRegistries>;
  readonly #inputs: Pick<PolicyInputs, 'located' | 'settings'>;
  readonly #bases = new Map<string, AnalysisSettings>();
  readonly #groups: readonly CompiledGroup[];
  readonly #holding: readonly CompiledExemption[];
  readonly #hasFolders: boolean;
  /** By folder and language. */
  readonly #grounds = new Map<string, FolderGround>();
  readonly #cached = new Map<string, FileLimits>();

  constructor({ located, settings, repository, today }: PolicyInputs) {
    this.today = today;
    this.registries = located ? namedRegistries(located) : [];
    this.#inputs = { located, settings };
    const stated = located ? [swarmJsonSource(located)] : [];
    this.sources = [...stated, ...repository.sources, editorSource(settings)];
    this.#groups = this.sources
      .flatMap((source) =>
        source.groups.map((group) => ({ source, group, matches: groupMatcher(group, source.folder) })),
      )
      .map((compiled, index) => ({ ...compiled, index }));
    this.#hasFolders = this.sources.some(({ folder }) => folder !== undefined);
    this.exemptions = [...(located ? swarmJsonExemptions(located) : []), ...repository.exemptions];
    this.#holding = this.exemptions
      .filter((exemption) => !hasExpired(exemption, today))
      .map((exemption, index) => ({ index, exemption, matches: createExclusion(exemption.files) }));
  }

  /**
   * @param path relative to the root of the repository, with forward slashes
   * @param text where it is known: a limit that the file itself declares can tighten the one for its path
   */
  of(path: string, languageId: string, text?: string): FileLimits {
    const exemptions = this.#holding.filter(({ matches }) => matches(path));
    return this.#limits(path, languageId, text, exemptions);
  }

  /** What would hold if nothing were exempted. */
  withoutExemptions(path: string, languageId: string, text?: string): FileLimits {
    return this.#limits(path, languageId, text, []);
  }

  #limits(
    path: string,
    languageId: string,
    text: string | undefined,
    exempted: readonly CompiledExemption[],
  ): FileLimits {
    const ground = this.#groundOf(languageId, this.#hasFolders ? folderOf(path) : '');
    const declared = text === undefined ? [] : declarations(text, languageId, path);
    const role = fileRole(path);
    const isOrdinary = ground.isAboutAll && exempted.length === 0 && declared.length === 0;
    const ordinary = isOrdinary ? ground.ordinary.get(role) : undefined;
    if (ordinary) return ordinary;
    const limits = this.#made(ground, { path, languageId, role, declared, exempted });
    if (isOrdinary) ground.ordinary.set(role, limits);
    return limits;
  }

  #made(ground: FolderGround, { path, languageId, role, declared, exempted }: FileFacts): FileLimits {
    const { groups: about, base, banned } = ground;
    const groups = about.filter(({ matches }) => matches?.(path) ?? true);
    const exemptions = exempted.map(({ exemption }) => exemption);
    const make = () => fileLimits(base, { groups, exemptions, declared, languageId, role });
    if (declared.length > 0) return make();
    const chosen = this.#hasFolders ? groups : groups.filter(({ matches }) => matches !== undefined);
    const indexes = [chosen, exempted].map((each) => each.map(({ index }) => index).join());
    const key = `${languageId}:${role}:${indexes.join(':')}:${banned}`;
    const known = this.#cached.get(key) ?? make();
    this.#cached.set(key, known);
    return known;
  }

  #groundOf(languageId: string, folder: string): FolderGround {
    const key = `${languageId}:${folder}`;
    const known = this.#grounds.get(key);
    if (known !== undefined) return known;
    const sources = nearestSources(this.sources, folder).filter((source) => isAbout(source, languageId));
    const groups = sources.flatMap((source) => this.#groups.filter((group) => group.source === source));
    const banned = sources.flatMap(({ heavyModules = [] }) => heavyModules);
    const ground = {
      groups,
      isAboutAll: groups.every(({ matches }) => matches === undefined),
      ordinary: new Map<FileRole, FileLimits>(),
      base: this.#baseWith(banned),
      banned: banned.join(),
    };
    this.#grounds.set(key, ground);
    return ground;
  }

  /** The same object for the same modules: what is made of them is kept by it. */
  #baseWith(banned: readonly string[]): AnalysisSettings {
    const key = banned.join();
    const { located, settings } = this.#inputs;
    const base = this.#bases.get(key) ?? analysisSettings(located?.configuration, settings, banned);
    this.#bases.set(key, base);
    return base;
  }
}

function declarations(text: string, languageId: string, path: string): StatedValue[] {
  return declaredLimits(text, languageId).map(({ value, text: name, range }) => ({
    value,
    guideline: false,
    origin: { kind: 'declaration', name, place: { path, range } },
  }));
}

/** Whether an exemption's last day is past. */
export function hasExpired({ expires }: Exemption, today: string): boolean {
  return expires !== undefined && expires < today;
}

const javaScript = new Set([
  'javascript',
  'javascriptreact',
  'typescript',
  'typescriptreact',
  'vue',
  'svelte',
]);

function isAbout({ languages }: LimitSource, languageId: string): boolean {
  if (languages === 'all') return true;
  return languages === 'python' ? languageId === 'python' : javaScript.has(languageId);
}
