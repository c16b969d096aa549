import { Refusal } from '../../refusal.ts';
import { isPrepared } from '../deploymentQueue.ts';
import type { SlotHistory } from '../slots/slotHistory.ts';
import { gatesFail } from './gatesStep.ts';
import { makeRoom, roomObstacle } from './makeRoom.ts';
import { enterNext, enterPreparation } from './nextState.ts';
import type { StepContext, StepResult } from './stepContext.ts';

const tryAgainMilliseconds = 500;

/** Brings the release into its slot and watches it become healthy: built, started, verified. */
export async function preparationStep(context: StepContext): Promise<StepResult> {
  const { history, slot } = context;
  if (!isOwn(context) && !isPrepared(history, slot))
    // What was prepared may just have been stopped, because its time to be kept was over.
    return history.slotVersion === null
      ? enterPreparation(context, 'What ran in the slot is gone; it is started anew.')
      : startInSlot(context);
  switch (slot.phase) {
    case 'starting':
      return followStart(context);
    case 'healthy':
      return history.state === 'verifying' ? verify(context) : context.advance('verifying');
    case 'failed':
      return failed(context);
    case 'unhealthy':
      return { waitsFor: slot.problem };
    case 'unknown':
      return { waitsFor: slot.problem };
    default:
      return lost(context);
  }
}

/** Whether what is in the slot was started by this deployment. */
function isOwn(context: StepContext): boolean {
  const { history, slot } = context;
  const isNewer = history.slotVersion !== null && context.slotVersion(context.slotId) > history.slotVersion;
  return isNewer && slot.commit === history.commit && slot.phase !== 'idle' && slot.phase !== 'stopping';
}

async function startInSlot(context: StepContext): Promise<StepResult> {
  const { history, parts, route, slotId, slot, stream } = context;
  // It was healthy at some time, and is not there any more.
  if (history.state === 'verifying') return lost(context);
  const holder = history.strategy === 'recreate' ? parts.moving.claim(route, stream.id) : stream.id;
  if (holder !== stream.id)
    return { waitsFor: `Waits for deployment ${holder}, which has the requests of ${route} just now.` };
  const obstacle = roomObstacle(slot);
  if (obstacle !== undefined) {
    return stopFirst(context, obstacle);
  }
  const options = {
    commit: history.commit,
    instances: firstInstances(context),
    command: history.command,
    ...(history.strategy === 'recreate' ? { beforeProgram: () => makeRoom(context) } : {}),
  };
  try {
    await parts.fleet.start(slotId, history.revision, { actor: history.requestedBy }, options);
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'shutting-down') throw error;
    // Somebody was faster: when that is over, it is stopped or waited for.
    if (error.code === 'slot-busy') return { waitsFor: error.message, milliseconds: tryAgainMilliseconds };
    return context.end('failed', error.message);
  }
  return 'done';
}

/** A rolling deployment begins with one beside those that are live. */
function firstInstances({ history, parts, route }: StepContext): number {
  const isRolling = history.strategy === 'rolling' && parts.book.state(route).live !== null;
  return isRolling ? 1 : history.instances;
}

function followStart(context: StepContext): Promise<'done'> | StepResult {
  const { history, slot } = context;
  if (slot.port !== null && history.state !== 'verifying') return context.advance('verifying');
  if (slot.isBuilt && history.state === 'building') return context.advance('starting');
  return { waitsFor: downtime(context) };
}

/** Somebody may just be switching to what is in the slot. */
async function stopFirst(
  { history, parts, slotId, slot }: StepContext,
  waitsFor: string,
): Promise<StepResult> {
  if (slot.phase === 'stopping') return { waitsFor };
  try {
    if (history.strategy !== 'recreate') parts.traffic.refuseLive(slotId);
    await parts.fleet.stop(slotId, { actor: history.requestedBy });
    return { waitsFor };
  } catch (error) {
    if (error instanceof Refusal && error.code === 'slot-live')
      return { waitsFor: error.message, milliseconds: tryAgainMilliseconds };
    throw error;
  }
}

async function verify(context: StepContext): Promise<StepResult> {
  const { slot } = context;
  const url = slot.port === null ? null : `http://127.0.0.1:${slot.port}`;
  if (await gatesFail(context, 'slot', url)) return 'done';
  return enterNext(context, 'verifying', 'Healthy.');
}

function failed(context: StepContext): Promise<'done'> {
  const { memory, slot, history } = context;
  if (memory.resumed && history.slotVersion !== null) {
    memory.resumed = false;
    return enterPreparation(context, 'Cut short because the service stopped; begun anew.');
  }
  return context.end('failed', slot.problem ?? 'The slot failed.', slot.failedCheck);
}

function lost(context: StepContext): Promise<'done'> {
  const { slot, slotId } = context;
  return context.end(
    'failed',
    `Slot ${slotId} is ${slotWords(slot)} by now, which this deployment did not do.`,
  );
}

function slotWords({ phase, revision }: SlotHistory): string {
  return revision === null ? phase : `${phase} with ${revision}`;
}

/** What cannot run twice leaves its address without an answer for a while. */
function downtime({ history, parts, route }: StepContext): string | null {
  const { live } = parts.book.state(route);
  if (history.strategy !== 'recreate' || live === null) return null;
  const { phase } = parts.book.slot(`${route}/${live.slot}`);
  // While it is stopping it still answers.
  if (phase !== 'idle' && phase !== 'failed') return null;
  return `Requests to ${route} are answered with 503 until it is healthy: the release before was stopped first.`;
}
