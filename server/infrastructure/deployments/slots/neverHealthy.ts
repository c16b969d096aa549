import type { FailedCheck } from '../../../protocol/slots.ts';
import type { HealthWatch } from '../health/healthWatch.ts';
import { failedCheck } from './slotChecks.ts';

/** A release that passed its checks at no time is refused, with the answer that was bad. */
export class NeverHealthy extends Error {
  readonly check: FailedCheck | null;

  /** @param subject what was started, at the beginning of a sentence */
  constructor(subject: string, timeoutSeconds: number, watch: HealthWatch) {
    super(`${subject} was not healthy within ${timeoutSeconds} s: ${reasonOf(watch)}.`);
    this.check = watch.failure ? failedCheck(watch.failure) : null;
  }
}

function reasonOf({ failure, checks }: HealthWatch): string {
  if (failure) return `it ${failure.why}`;
  const unasked = checks.find(({ answer }) => answer === undefined);
  if (unasked) return `its check ${unasked.name} had no answer yet`;
  return 'its checks passed, but not often enough';
}
