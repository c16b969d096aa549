import type { Release } from '../../../protocol/traffic.ts';
import { Refusal } from '../../refusal.ts';
import type { StepContext, StepResult } from './stepContext.ts';

const tryAgainMilliseconds = 500;

/**
 * Sends the requests back to where they were.
 * @returns what to wait for; undefined where they are back, or where there is nothing that they could go to
 */
export async function goBack(context: StepContext): Promise<StepResult | undefined> {
  const { history, parts, route } = context;
  const { live, switching, restoring } = parts.book.state(route);
  if (switching !== null || restoring !== null)
    return { waitsFor: 'Requests are being moved.', milliseconds: tryAgainMilliseconds };
  const target = history.replaced;
  if (!context.hasRequests || target === null) return undefined;
  if (live?.slot === target.slot && live.commit === target.commit) return moveTo(context, live);
  const old = parts.book.slot(`${route}/${target.slot}`);
  if (old.phase === 'healthy' && old.commit === target.commit) return moveTo(context, target);
  return target.slot === history.slot ? startInPlace(context, target) : startElsewhere(context);
}

async function moveTo({ parts, route }: StepContext, { slot }: Release): Promise<StepResult | undefined> {
  try {
    await parts.traffic.switch(route, { slot }, { actor: 'swarm' });
    return undefined;
  } catch (error) {
    return later(error);
  }
}

/** Its slot is not kept any more: it is started where there is room, which is told by the traffic. */
async function startElsewhere({ parts, route, memory }: StepContext): Promise<StepResult | undefined> {
  if (memory.restored) return undefined;
  memory.restored = true;
  try {
    await parts.traffic.rollback(route, { actor: 'swarm' });
    return { waitsFor: 'The release before is being started.' };
  } catch (error) {
    return later(error);
  }
}

/** There is only this slot: what runs in it makes room. */
async function startInPlace(
  { parts, slotId, slot }: StepContext,
  target: Release,
): Promise<StepResult | undefined> {
  if (slot.commit === target.commit && slot.phase === 'starting')
    return { waitsFor: 'The release before is being started.' };
  if (slot.phase === 'idle' || slot.phase === 'failed') {
    if (slot.phase === 'failed' && slot.commit === target.commit) return undefined;
    await parts.fleet.start(slotId, target.revision, { actor: 'swarm' }, { commit: target.commit });
  } else if (slot.phase !== 'stopping') await parts.fleet.stop(slotId, { actor: 'swarm' });
  return { waitsFor: 'The release before is being started.' };
}

function later(error: unknown): StepResult {
  if (!(error instanceof Refusal) || error.code === 'shutting-down') throw error;
  return { waitsFor: error.message, milliseconds: tryAgainMilliseconds };
}
