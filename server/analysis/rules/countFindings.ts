import type { Definition } from '../definition.ts';
import type { LimitFinding } from '../finding.ts';
import { Limit } from '../limit.ts';
import type { Peaks } from '../peaks.ts';
import type { AnalysisSettings } from '../settings.ts';
import type { SourceModule } from '../sourceModule.ts';

/** What a rule counts. */
interface Count {
  readonly rule: LimitFinding['rule'];
  readonly of: (definitions: readonly Definition[]) => readonly Definition[];
  /** At least as many. */
  readonly peak: (peaks: Peaks) => number;
}

/** The finding of a rule that counts definitions of a file; it lies on the first one beyond the limit. */
export function countFindings(
  { rule, of, peak }: Count,
  module: SourceModule,
  settings: AnalysisSettings,
): LimitFinding[] {
  const limit = new Limit(rule, settings);
  if (!limit.concerns(peak(module.peaks))) return [];
  const found = of(module.definitions);
  const place = found[limit.value] ?? found.at(-1);
  if (!place || !limit.concerns(found.length)) return [];
  return [limit.finding(found.length, { text: 'File' }, place.nameRange)];
}
