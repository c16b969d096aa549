import type { Finding, RuleId } from './finding.ts';
import type { PeakName } from './scan/peaks.ts';
import type { AnalysisSettings } from './settings.ts';
import type { SourceModule } from './sourceModule.ts';

/** A rule is a value: add one by copying the shortest file in `rules/`. */
export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  /** What the rule limits, or something there is no less of: where the most that a text has is no concern, nobody checks. */
  readonly peak?: PeakName | 'fileLines';
  check(module: SourceModule, settings: AnalysisSettings): Finding[];
}
