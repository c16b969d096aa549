import type { SlotCheck } from '../../../protocol/slots.ts';
import type { FailingCheck } from './verdict.ts';

/** The check of a slot that has failed most often in a row; null where the last answer of each was good. */
export function failingCheck(checks: readonly SlotCheck[]): FailingCheck | null {
  const [worst] = checks.filter(({ failures }) => failures > 0).toSorted((a, b) => b.failures - a.failures);
  return worst ? { name: worst.name, inARow: worst.failures } : null;
}
