import type { LimitFinding } from '../finding.ts';
import { Limit } from '../limits/limit.ts';
import type { Definition } from '../scan/definition.ts';
import type { AnalysisSettings } from '../settings.ts';

/** The finding of a rule that counts definitions of a file; it lies on the first one beyond the limit. */
export function countFindings(
  rule: LimitFinding['rule'],
  counted: readonly Definition[],
  settings: AnalysisSettings,
): LimitFinding[] {
  const limit = new Limit(rule, settings);
  const place = counted[limit.value] ?? counted.at(-1);
  if (!place || !limit.concerns(counted.length)) return [];
  return [limit.finding(counted.length, { text: 'File' }, place.nameRange)];
}
