import { suppressedFindings } from '../../../server/analysis/analyze.ts';
import type { AnalysisSettings } from '../../../server/analysis/settings.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { settingsWith } from '../settings.ts';

const small = {
  file: 60,
  function: 8,
  parameters: 2,
  complexity: 3,
  nesting: 2,
  classesPerFile: 1,
  lineLength: 90,
};

/** What comments disable in a text that is held to small limits: `line rule`, each with the line of its comment. */
export function suppressedRules(
  text: string,
  languageId: string,
  settings: Partial<AnalysisSettings> = {},
): string[] {
  const found = suppressedFindings(new SourceModule(text, languageId), {
    ...settingsWith(small),
    ...settings,
  });
  return found.map(
    ({ finding, comment }) => `${finding.range.start.line} ${finding.rule} by ${comment.line}`,
  );
}

/** Lines of a text without the indentation of the test around it. */
export function lines(...all: readonly string[]): string {
  return `${all.join('\n')}\n`;
}
