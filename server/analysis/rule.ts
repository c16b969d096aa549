import type { Finding, RuleId } from './finding.ts';
import type { AnalysisSettings } from './settings.ts';
import type { SourceModule } from './sourceModule.ts';

/** A rule is a value: add one by copying the shortest file in `rules/`. */
export interface Rule {
  readonly id: RuleId;
  readonly title: string;
  check(module: SourceModule, settings: AnalysisSettings): Finding[];
}
