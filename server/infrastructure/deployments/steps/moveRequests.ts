import { Refusal } from '../../refusal.ts';
import type { StepContext, StepResult } from './stepContext.ts';

const tryAgainMilliseconds = 200;

/**
 * Sends the requests, or a part of them, to the release.
 * @returns what to wait for where somebody else is just switching
 */
export async function moveRequests(context: StepContext, percent: number | null): Promise<StepResult> {
  const { history, parts, route } = context;
  const {
    slot,
    requestedBy: actor,
    rollback,
    observe: { seconds },
  } = history;
  try {
    const wanted = { slot, rollback, ...(percent === null ? { keepSeconds: seconds } : { percent }) };
    await parts.traffic.switch(route, wanted, { actor });
    return 'done';
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'shutting-down') throw error;
    // Somebody has sent them there meanwhile.
    if (context.hasRequests) return { waitsFor: null, milliseconds: 1 };
    if (error.code === 'switch-under-way' || error.code === 'slot-not-healthy')
      return { waitsFor: error.message, milliseconds: tryAgainMilliseconds };
    return context.end('failed', error.message);
  }
}
