import { longestDelay } from '../../clock.ts';
import { sentence } from '../../sentence.ts';
import { enterNext, judge } from './nextState.ts';
import type { StepContext, StepResult } from './stepContext.ts';
import { unservedReason } from './unservedReason.ts';

/** Waits for approvals, windows and freezes; then for other deployments that just move the same requests. */
export async function approvalStep(context: StepContext): Promise<StepResult> {
  const gone = context.history.strategy === 'recreate' ? undefined : unservedReason(context);
  if (gone !== undefined) return context.end('failed', gone, context.slot.failedCheck);
  const { waitsFor, nextChange } = await judge(context);
  if (waitsFor !== null) {
    const left = nextChange === null ? longestDelay : nextChange.getTime() - Date.now();
    // The clock may jump: what it says is looked at again now and then.
    return { waitsFor: sentence(waitsFor), milliseconds: Math.min(Math.max(left, 0) + 1, 60_000) };
  }
  const by = context.history.approvals.map((approval) => approval.by);
  return enterNext(context, 'awaiting-approval', by.length === 0 ? null : `Approved by ${by.join(', ')}.`);
}
