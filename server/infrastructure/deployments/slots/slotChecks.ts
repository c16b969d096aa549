import type { FailedCheck, SlotCheck } from '../../../protocol/slots.ts';
import type { WatchedCheck } from '../health/healthWatch.ts';
import type { CheckAnswer } from '../health/probe.ts';

/** Health checks as the row of a slot shows them. */
export function slotChecks(checks: readonly WatchedCheck[]): SlotCheck[] {
  return checks.map(({ name, passing, failures, answer }) => ({
    name,
    passing,
    failures,
    answer: answer
      ? {
          at: answer.at,
          ok: answer.why === undefined,
          status: answer.status ?? null,
          milliseconds: answer.milliseconds,
        }
      : null,
  }));
}

/** A bad answer as it is kept with its slot. */
export function failedCheck({ name, at, milliseconds, status, headers, body }: CheckAnswer): FailedCheck {
  return { name, at, milliseconds, status: status ?? null, headers: { ...headers }, body: body ?? '' };
}
