import { withDeclaredLimits } from './declaredLimits.ts';
import type { Finding } from './finding.ts';
import type { Rule } from './rule.ts';
import { rules } from './rules.ts';
import type { AnalysisSettings } from './settings.ts';
import { SourceModule } from './sourceModule.ts';
import { Suppressions } from './suppression.ts';

/** What may be told apart from the defaults of an analysis. */
export interface AnalysisOptions {
  readonly rules?: readonly Rule[];
  /** Called for a rule that throws; it costs its own findings only. */
  readonly onError?: (rule: Rule, error: unknown) => void;
}

/** Findings in a text, without those its comments disable, in order of their place. */
export function analyze(
  text: string,
  languageId: string,
  settings: AnalysisSettings,
  options: AnalysisOptions = {},
): Finding[] {
  return analyzeModule(new SourceModule(text, languageId), settings, options);
}

/** Like `analyze`, for a caller that also asks the module itself. */
export function analyzeModule(
  module: SourceModule,
  settings: AnalysisSettings,
  options: AnalysisOptions = {},
): Finding[] {
  const effective = withDeclaredLimits(module, settings);
  const findings = (options.rules ?? rules).flatMap((rule) => {
    try {
      return rule.check(module, effective);
    } catch (error) {
      options.onError?.(rule, error);
      return [];
    }
  });
  if (findings.length === 0) return findings;
  const suppressions = new Suppressions(module);
  return findings.filter((finding) => !suppressions.covers(finding)).sort(byPlace);
}

/** Order of findings in a text. */
export function byPlace({ range: a }: Finding, { range: b }: Finding): number {
  return a.start.line - b.start.line || a.start.column - b.start.column;
}
