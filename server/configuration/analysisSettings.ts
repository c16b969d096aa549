import { heavyModules } from '../analysis/heavyModules.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import type { Configuration } from '../protocol/configuration.ts';
import type { LanguageSettings } from '../protocol/languageSettings.ts';

/** 351 lines of 300 are major: the band of the V2 documents, carried over to every limit. */
const defaultMajorAbove = 350 / 300;
/** 376 lines of 300 are critical. */
const defaultCriticalAbove = 375 / 300;

/** What the rules need: what `swarm.json` states wins, what it leaves open comes from the editor's settings. */
export function analysisSettings(
  configuration: Configuration | undefined,
  settings: LanguageSettings,
): AnalysisSettings {
  const stated = configuration?.v2.limits ?? {};
  const { majorAbove, criticalAbove } = configuration?.v2.severity ?? {};
  return {
    limits: {
      file: stated.file ?? settings.limits.file,
      function: stated.function ?? settings.limits.function,
      class: stated.class ?? settings.limits.class,
      parameters: 0,
      complexity: 0,
      nesting: 0,
      classesPerFile: 0,
      functionsPerFile: 0,
      enumsPerFile: 0,
      lineLength: 0,
    },
    guidelines: new Set(),
    counting: 'physical',
    approachingFrom: undefined,
    heavyPackages: new Set(),
    // A band that is stated alone pushes the other: nothing is critical before it is major.
    severity: {
      majorAbove: majorAbove ?? Math.min(defaultMajorAbove, criticalAbove ?? defaultMajorAbove),
      criticalAbove: criticalAbove ?? Math.max(defaultCriticalAbove, majorAbove ?? 0),
    },
    fileLengthLanguages: new Set(settings.fileLengthLanguages),
    heavyModules: effectiveHeavyModules(configuration, settings),
  };
}

/** Both sources add up; where one allows what the other calls heavy, `swarm.json` is right. */
function effectiveHeavyModules(
  configuration: Configuration | undefined,
  { heavyImports }: LanguageSettings,
): ReadonlySet<string> {
  if (!heavyImports.enable) return new Set();
  const { modules, allow } = configuration?.heavyImports ?? { modules: [], allow: [] };
  return heavyModules(
    [...modules, ...heavyImports.modules],
    [...allow, ...heavyImports.allow.filter((name) => !modules.includes(name))],
  );
}
