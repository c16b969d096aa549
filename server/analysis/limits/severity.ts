import type { Severity } from '../finding.ts';
import type { AnalysisSettings } from '../settings.ts';

/** A count grows in large steps, one level of 3 is a third of it: its bands are so many times as wide as those of lines. */
const countStretch = 3;

/**
 * Severity of exceeding a limit, by the bands of the settings.
 * @param unit what the limit counts: lines and characters, which are many, or things, which are few
 */
export function limitSeverity(
  actual: number,
  limit: number,
  { majorAbove, criticalAbove }: AnalysisSettings['severity'],
  unit: 'length' | 'count',
): Severity {
  const stretch = unit === 'count' ? countStretch : 1;
  // 300 × 1.17 is a hair less than 351 in floating point.
  const excess = actual / limit - 1 - 1e-9;
  if (excess > stretch * (criticalAbove - 1)) return 'critical';
  return excess > stretch * (majorAbove - 1) ? 'major' : 'minor';
}
