import type { Finding, RuleId } from './finding.ts';
import type { AnalysisSettings } from './settings.ts';
import type { SourceModule } from './sourceModule.ts';

/** A rule is a value: add one by copying the shortest file in `rules/`. */
export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  /** The most that anything in a text has of what the rule limits, or more than that: where it is no concern, nobody checks. */
  readonly peak?: (module: SourceModule) => number;
  check(module: SourceModule, settings: AnalysisSettings): Finding[];
}
