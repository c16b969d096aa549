import type { Queue, QueueEntry } from '../../protocol/queue.ts';
import { inOrder } from './queueOrder.ts';
import type { QueueMember, QueueState } from './queueState.ts';

/** The row of a target's queue. */
export function queueRow(target: string, state: QueueState, waiting: string | null): Queue {
  return {
    target,
    paused: state.paused,
    waiting,
    push: state.push,
    entries: inOrder(state).map((member, index) => entryOf(member, index + 1)),
    finished: state.finished.map((member) => entryOf(member, null)),
  };
}

/** A branch of the queue as the API shows it; its position is null once it is over. */
export function entryOf({ overtaken: _, ...member }: QueueMember, position: number | null): QueueEntry {
  return { ...member, position };
}
