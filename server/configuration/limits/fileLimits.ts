import type { FileRole } from '../../analysis/languages.ts';
import type { LimitName } from '../../analysis/limits/limits.ts';
import { limitNames } from '../../analysis/limits/limits.ts';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import { severityBands } from '../severityBands.ts';
import { resolveLimits } from './limitResolution.ts';
import type { Exemption, LimitSource, StatementGroup } from './limitSource.ts';
import type { LimitProvenance, StatedValue } from './provenance.ts';

/** What holds for one file, and why. The same object for files that the same statements are about. */
export interface FileLimits {
  /** Before what the file itself declares, which the analysis finds in its text. */
  readonly settings: AnalysisSettings;
  /** Of each limit; what the file declares is in it where its text was known. */
  readonly provenance: ReadonlyMap<LimitName, LimitProvenance>;
}

/** What is known to be about one file. */
export interface FileSources {
  /** In order of precedence; the groups of one source in its own order. */
  readonly groups: readonly { readonly source: LimitSource; readonly group: StatementGroup }[];
  readonly exemptions: readonly Exemption[];
  readonly declared: readonly StatedValue[];
  readonly languageId: string;
  readonly role: FileRole;
}

/** @param base what holds where no source but `swarm.json` as a whole and the editor is about a file */
export function fileLimits(base: AnalysisSettings, sources: FileSources): FileLimits {
  const { groups, exemptions, declared } = sources;
  const bySource = Map.groupBy(groups, ({ source }) => source);
  const stack = [...bySource.values()].map((own) => own.flatMap(({ group }) => group.statements));
  const provenance = resolveLimits(stack, declared, exemptions);
  const values = limitNames.map((limit) => [limit, provenance.get(limit)?.value ?? 0]);
  const stated = groups.map(({ group }) => group);
  const bands = stated.findLast(({ severity }) => severity !== undefined)?.severity;
  const counting = countingOf('file', base, groups, provenance);
  const functionCounting = countingOf('function', base, groups, provenance);
  return {
    settings: {
      ...base,
      limits: Object.fromEntries(values) as Record<LimitName, number>,
      guidelines: guidelines(base, stated, provenance),
      counting,
      ...(functionCounting !== counting && { functionCounting }),
      severity: bands ? severityBands(bands) : base.severity,
      fileLengthLanguages: fileLengthLanguages(base, sources),
      ...(exemptions.some(({ rules }) => rules.includes('file-too-long')) && { ignoresDeclaredLimits: true }),
      ...(mayBeHeavy(sources) && noHeavyImports),
    },
    provenance,
  };
}

function mayBeHeavy({ exemptions, role }: FileSources): boolean {
  return role === 'tool-settings' || exemptions.some(({ rules }) => rules.includes('heavy-import'));
}

const noHeavyImports = { heavyModules: new Set<string>(), heavyPackages: new Set<string>() };

function guidelines(
  base: AnalysisSettings,
  groups: readonly StatementGroup[],
  provenance: FileLimits['provenance'],
): ReadonlySet<LimitName> {
  const stated = groups.findLast((group) => group.guidelines !== undefined)?.guidelines ?? base.guidelines;
  const advised = limitNames.filter((limit) => provenance.get(limit)?.guideline);
  return advised.length === 0 ? new Set(stated) : new Set([...stated, ...advised]);
}

/** An override's way of counting goes first, then that of `swarm.json` as a whole, then that of the tool whose limit holds. */
function countingOf(
  limit: LimitName,
  base: AnalysisSettings,
  groups: FileSources['groups'],
  provenance: FileLimits['provenance'],
): AnalysisSettings['counting'] {
  const stated = groups.findLast(({ group }) => group.counting !== undefined)?.group.counting;
  if (stated !== undefined) return stated;
  const inForce = provenance.get(limit)?.origin;
  const statements = groups.flatMap(({ group }) => group.statements);
  return statements.find(({ origin }) => origin === inForce)?.counting ?? base.counting;
}

/** A glob that states a limit for files means them, whatever their language; what a program writes has no limit. */
function fileLengthLanguages(
  { fileLengthLanguages: languages }: AnalysisSettings,
  { groups, languageId, role }: FileSources,
): ReadonlySet<string> {
  if (role === 'generated') return new Set();
  const meant = groups.some(
    ({ source, group }) =>
      source.kind === 'swarm.json' &&
      group.files !== undefined &&
      group.statements.some(({ limit }) => limit === 'file'),
  );
  return meant ? new Set([...languages, languageId]) : languages;
}
