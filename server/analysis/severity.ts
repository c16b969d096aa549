import type { Severity } from './finding.ts';
import type { AnalysisSettings } from './settings.ts';

/** Severity of exceeding a limit, by the bands of the settings. */
export function limitSeverity(
  actual: number,
  limit: number,
  { majorAbove, criticalAbove }: AnalysisSettings['severity'],
): Severity {
  // 300 × 1.17 is a hair less than 351 in floating point.
  const ratio = actual / limit - 1e-9;
  if (ratio > criticalAbove) return 'critical';
  return ratio > majorAbove ? 'major' : 'minor';
}
