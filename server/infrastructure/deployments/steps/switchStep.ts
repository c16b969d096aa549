import { beginObservation } from './beginObservation.ts';
import { canaryStep, partGoesBack } from './canaryStep.ts';
import { moveRequests } from './moveRequests.ts';
import { rollingStep } from './rollingStep.ts';
import type { StepContext, StepResult } from './stepContext.ts';
import { unservedReason } from './unservedReason.ts';

/** Sends the requests to the release: all at once, or part by part before. */
export async function switchStep(context: StepContext): Promise<StepResult> {
  const { history, parts, route, slot } = context;
  const gone = unservedReason(context);
  if (gone !== undefined)
    return context.end(context.hasRequests ? 'rolled-back' : 'failed', gone, slot.failedCheck);
  const { live } = parts.book.state(route);
  if (live?.slot === history.slot && live?.commit === history.commit) return observe(context);
  if (await partGoesBack(context)) return 'done';
  if (slot.phase !== 'healthy') return { waitsFor: slot.problem, milliseconds: parts.checkMilliseconds };
  const waiting = await partStep(context);
  if (waiting !== undefined) return waiting;
  await beginObservation(context, live?.slot ?? null, 'after');
  const moved = await moveRequests(context, null);
  return moved === 'done' ? observe(context) : moved;
}

/** Undefined where it gets all of them next. */
async function partStep(context: StepContext): Promise<StepResult | undefined> {
  const { history, parts, route } = context;
  if (history.strategy === 'rolling') return rollingStep(context);
  const isCanary = history.strategy === 'canary' && parts.book.state(route).live !== null;
  return isCanary ? canaryStep(context) : undefined;
}

async function observe(context: StepContext): Promise<StepResult> {
  const baseline = context.memory.verdict?.baseline ?? null;
  return context.advance('observing', null, { baseline });
}
