import { decideEnded } from '../decideDeployment.ts';
import { goBack } from './goBack.ts';
import { restartStopped } from './restartStopped.ts';
import type { StepContext, StepResult } from './stepContext.ts';

/** Undoes what a deployment did that ends badly: requests go back, what it stopped runs again, what it started is stopped. */
export async function endStep(context: StepContext): Promise<StepResult> {
  const undone = (await goBack(context)) ?? (await restartStopped(context)) ?? (await stopSlot(context));
  if (undone !== undefined) return undone;
  const { baseline = null, observed = null } = context.memory.verdict ?? {};
  const { shortage } = context.memory;
  const stuck = stuckReason(context);
  await context.stream.record((history) =>
    decideEnded(history, new Date(), { baseline, observed }, { stuck, shortage }),
  );
  return 'done';
}

/** Why the requests are not back although nothing is left to try: a sentence; null where they are. */
function stuckReason(context: StepContext): string | null {
  const { history, parts, route } = context;
  if (history.ending?.outcome !== 'rolled-back' || !context.hasRequests) return null;
  const why = parts.book.state(route).problem ?? 'the release before does not run any more';
  return `The requests could not go back: ${why}`;
}

/** Nothing that it started is left running, unless it has requests or is kept warm. */
async function stopSlot(context: StepContext): Promise<StepResult | undefined> {
  const { history, parts } = context;
  if (history.slot === null || history.slotVersion === null || context.hasRequests) return undefined;
  const { slotId, slot } = context;
  const isOwn = slot.commit === history.commit && context.slotVersion(slotId) > history.slotVersion;
  if (!isOwn || slot.phase === 'idle' || slot.phase === 'failed') return undefined;
  if (parts.book.slotTraffic(slotId).warmUntil !== null) return undefined;
  if (slot.phase === 'unknown') return undefined;
  if (slot.phase !== 'stopping') await parts.fleet.stop(slotId, { actor: 'swarm' });
  return { waitsFor: `Stops ${slotId}.` };
}
