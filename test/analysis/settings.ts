import { heavyModules } from '../../server/analysis/heavyImports/heavyModules.ts';
import { heavyPackages } from '../../server/analysis/heavyImports/heavyPackages.ts';
import type { AnalysisSettings } from '../../server/analysis/settings.ts';

/** Settings as they are without any configuration, small limits where a test needs small texts. */
export function settingsWith(limits: Partial<AnalysisSettings['limits']> = {}): AnalysisSettings {
  return {
    limits: {
      file: 300,
      function: 30,
      class: 200,
      parameters: 0,
      complexity: 0,
      nesting: 0,
      classesPerFile: 0,
      functionsPerFile: 0,
      enumsPerFile: 0,
      lineLength: 0,
      ...limits,
    },
    guidelines: new Set(),
    counting: 'physical',
    approachingFrom: undefined,
    heavyPackages: heavyPackages([], []),
    severity: { majorAbove: 350 / 300, criticalAbove: 375 / 300 },
    fileLengthLanguages: new Set(['python', 'typescript', 'javascript', 'css', 'vue', 'php', 'sql']),
    heavyModules: heavyModules([], []),
  };
}
