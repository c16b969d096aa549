import type { Queue, QueueEntry } from '../../../protocol/queue.ts';
import { inOrder } from './queueOrder.ts';
import type { QueueMember, QueueState } from './queueState.ts';

/** The row of a target's queue. */
export function queueRow(
  target: string,
  state: QueueState,
  { waiting, checking }: Pick<Queue, 'waiting' | 'checking'>,
): Queue {
  return {
    target,
    paused: state.paused,
    waiting,
    // What an ended trial was checking is no longer of interest.
    checking: state.trial && !state.trial.landing ? checking : null,
    push: state.push,
    entries: inOrder(state).map((member, index) => entryOf(member, index + 1)),
    finished: state.finished.map((member) => entryOf(member, null)),
  };
}

/** A branch of the queue as the API shows it; its position is null once it is over. */
export function entryOf(
  { overtaken: _, expedited: __, ...member }: QueueMember,
  position: number | null,
): QueueEntry {
  return { ...member, position };
}
