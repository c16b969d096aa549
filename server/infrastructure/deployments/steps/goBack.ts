import type { Release } from '../../../protocol/traffic.ts';
import { Refusal } from '../../refusal.ts';
import { releaseCommand } from '../releaseCommand.ts';
import { fillSlot } from '../slots/fillSlot.ts';
import { isUp, takesRequests } from '../slots/slotHistory.ts';
import { roomObstacle } from './makeRoom.ts';
import type { StepContext, StepResult } from './stepContext.ts';

const tryAgainMilliseconds = 500;
/** So often a release that was kept is given the time to become healthy again, before it is started anew. */
const looksAtUnhealthy = 10;

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
  if (!context.hasRequests) return undefined;
  // Without a release before, only a person who wants it closes the address.
  if (target === null) return history.ending?.outcome === 'rolled-back' ? moveTo(context, null) : undefined;
  await fillOld(context, target);
  if (context.signal.aborted) return { waitsFor: null };
  const old = parts.book.slot(`${route}/${target.slot}`);
  const isLive = live?.slot === target.slot && live.commit === target.commit;
  // A live slot that has ended meanwhile is started again first: until then what runs keeps all requests.
  if (isLive && roomObstacle(old) !== undefined) return moveTo(context, live);
  if (takesRequests(old) && old.commit === target.commit) return moveTo(context, target);
  const isAlone = history.strategy === 'recreate' || target.slot === history.slot;
  return isAlone ? startInTurn(context, target) : startElsewhere(context, target);
}

/** What a rolling deployment has stopped of the release before is there again before any request is. */
async function fillOld(context: StepContext, { slot, commit }: Release): Promise<void> {
  const { history, memory, parts, route, signal } = context;
  const id = `${route}/${slot}`;
  const old = parts.book.slot(id);
  if (history.strategy !== 'rolling' || memory.filled || old.commit !== commit || !isUp(old)) return;
  const why = await fillSlot({ ...parts, signal }, id, history.replacedInstances);
  memory.shortage = why ?? null;
  memory.filled = !signal.aborted;
}

async function moveTo(
  { memory, parts, route }: StepContext,
  target: Release | null,
): Promise<StepResult | undefined> {
  try {
    await parts.traffic.switch(route, { slot: target?.slot ?? null }, { actor: 'swarm' });
    return undefined;
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'slot-not-healthy') return later(error);
    // What is left there does not run: requests stay with what does.
    memory.looks += 1;
    return memory.looks > looksAtUnhealthy ? undefined : later(error);
  }
}

/** Its slot is not kept any more: it is started where there is room, which is told by the traffic. */
async function startElsewhere(context: StepContext, target: Release): Promise<StepResult | undefined> {
  const { parts, route, memory } = context;
  if (memory.restored) return undefined;
  const id = `${route}/${target.slot}`;
  const { phase, commit } = parts.book.slot(id);
  if (phase === 'stopping') return { waitsFor: `Slot ${id} is being stopped.` };
  if (phase === 'unhealthy' && commit === target.commit) {
    memory.looks += 1;
    if (memory.looks <= looksAtUnhealthy)
      return { waitsFor: `Slot ${id} is unhealthy, too.`, milliseconds: tryAgainMilliseconds };
    await parts.fleet.stop(id, { actor: 'swarm' });
    return { waitsFor: `Slot ${id} is being stopped.` };
  }
  try {
    await parts.traffic.rollback(route, { actor: 'swarm' });
    memory.restored = true;
    return { waitsFor: 'The release before is being started.' };
  } catch (error) {
    // What nobody can undo is told with the end.
    if (error instanceof Refusal && error.code !== 'router-failed') memory.restored = true;
    return later(error);
  }
}

/** They cannot run beside each other: what runs is stopped before the release before is started. */
async function startInTurn(context: StepContext, target: Release): Promise<StepResult | undefined> {
  const { parts, route, slotId, slot, memory } = context;
  const { commit, revision } = target;
  const id = `${route}/${target.slot}`;
  const old = parts.book.slot(id);
  const waiting = { waitsFor: `${revision} is being started again in ${target.slot}.` };
  if (old.phase === 'starting' && old.commit === commit) return waiting;
  for (const [one, { phase }] of [
    [slotId, slot],
    [id, old],
  ] as const) {
    if (phase === 'idle' || phase === 'failed') continue;
    if (phase !== 'stopping') await parts.fleet.stop(one, { actor: 'swarm' });
    return { waitsFor: `Slot ${one} is being stopped.` };
  }
  if (memory.restored) return undefined;
  memory.restored = true;
  const command = releaseCommand(parts.commands, route, target);
  await parts.fleet.start(id, revision, { actor: 'swarm' }, { commit, command });
  return waiting;
}

function later(error: unknown): StepResult {
  if (!(error instanceof Refusal) || error.code === 'shutting-down') throw error;
  return { waitsFor: error.message, milliseconds: tryAgainMilliseconds };
}
