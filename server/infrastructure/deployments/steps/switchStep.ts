import { beginObservation } from './beginObservation.ts';
import { canaryStep } from './canaryStep.ts';
import { moveRequests } from './moveRequests.ts';
import type { StepContext, StepResult } from './stepContext.ts';
import { unservedReason } from './unservedReason.ts';

/** Sends the requests to the release: all at once, or in the steps of a canary before. */
export async function switchStep(context: StepContext): Promise<StepResult> {
  const { history, parts, route, slot } = context;
  const gone = unservedReason(context);
  if (gone !== undefined)
    return context.end(context.hasRequests ? 'rolled-back' : 'failed', gone, slot.failedCheck);
  const { live } = parts.book.state(route);
  if (live?.slot === history.slot && live?.commit === history.commit) return observe(context);
  if (slot.phase !== 'healthy') return { waitsFor: slot.problem };
  const isCanary = history.strategy === 'canary' && live !== null;
  const waiting = isCanary ? await canaryStep(context) : undefined;
  if (waiting !== undefined) return waiting;
  await beginObservation(context, live?.slot ?? null, 'after');
  const moved = await moveRequests(context, null);
  return moved === 'done' ? observe(context) : moved;
}

async function observe(context: StepContext): Promise<StepResult> {
  const baseline = context.memory.verdict?.baseline ?? null;
  return context.advance('observing', null, { baseline });
}
