import { heavyModules } from '../analysis/heavyImports/heavyModules.ts';
import { heavyPackages } from '../analysis/heavyImports/heavyPackages.ts';
import { type LimitName, limitNames } from '../analysis/limits/limits.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import type { Configuration } from '../protocol/configuration/configuration.ts';
import type { LanguageSettings } from '../protocol/languageServer/languageSettings.ts';
import { severityBands } from './severityBands.ts';

/**
 * What the rules need for a file that no override, exemption or other source is about: what `swarm.json` states wins,
 * what it leaves open comes from the editor's settings.
 * @param bannedModules modules that other tools are told to keep out of module level
 */
export function analysisSettings(
  configuration: Configuration | undefined,
  settings: LanguageSettings,
  bannedModules: readonly string[] = [],
): AnalysisSettings {
  const v2 = configuration?.v2;
  const stated = Object.fromEntries(
    limitNames.map((limit) => [limit, v2?.limits[limit] ?? settings.limits[limit]]),
  ) as Record<LimitName, number>;
  return {
    limits: stated,
    guidelines: new Set(v2?.guidelines),
    counting: v2?.counting ?? settings.limits.counting,
    // Zero is how both of them say that they want no hints.
    approachingFrom: (v2?.approachingFrom ?? settings.limits.approachingFrom) || undefined,
    severity: severityBands(v2?.severity ?? {}),
    fileLengthLanguages: new Set(settings.fileLengthLanguages),
    directImportsOnly: !(configuration?.heavyImports.transitive ?? settings.heavyImports.transitive),
    ownCommentsOnly: (v2?.suppressionComments ?? settings.suppressionComments) === 'own',
    ...heavyNames(configuration, settings, bannedModules),
  };
}

/**
 * All sources add up; where one allows what another calls heavy, `swarm.json` is right. Their names serve both
 * languages: what cannot be the name of a module in one of them is never asked for there.
 */
function heavyNames(
  configuration: Configuration | undefined,
  { heavyImports }: LanguageSettings,
  bannedModules: readonly string[],
): Pick<AnalysisSettings, 'heavyModules' | 'heavyPackages'> {
  if (!heavyImports.enable) return { heavyModules: new Set(), heavyPackages: new Set() };
  const { modules, allow } = configuration?.heavyImports ?? { modules: [], allow: [] };
  const stated = [...modules, ...heavyImports.modules];
  const allowed = [...allow, ...heavyImports.allow.filter((name) => !modules.includes(name))];
  return {
    heavyModules: heavyModules([...stated, ...bannedModules], allowed),
    heavyPackages: heavyPackages(stated, allowed),
  };
}
