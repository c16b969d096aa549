import type { LimitFinding } from '../finding.ts';
import { Limit } from '../limits/limit.ts';
import type { Definition } from '../scan/definition.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { SourceModule } from '../sourceModule.ts';

/** The finding of a rule that counts definitions of a file; it lies on the first one beyond the limit. */
export function countFindings(
  rule: LimitFinding['rule'],
  counted: (definitions: readonly Definition[]) => readonly Definition[],
  module: SourceModule,
  settings: AnalysisSettings,
): LimitFinding[] {
  const limit = new Limit(rule, settings);
  const found = counted(module.definitions);
  const place = found[limit.value] ?? found.at(-1);
  if (!place || !limit.concerns(found.length)) return [];
  return [limit.finding(found.length, { text: 'File' }, place.nameRange)];
}
