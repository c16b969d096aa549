import { priorityRank } from '../../../protocol/priority.ts';
import type { QueueMember, QueueState } from './queueState.ts';

/**
 * Who is in the queue, in the order of being tested: what is under way, then what was moved to the front, then by
 * priority, then first come.
 */
export function inOrder({ members, trial }: QueueState): QueueMember[] {
  const underWay = ({ id }: QueueMember) => {
    const at = trial?.ids.indexOf(id) ?? -1;
    return at === -1 ? members.length : at;
  };
  return [...members].sort(
    (one, other) =>
      underWay(one) - underWay(other) ||
      other.expedited - one.expedited ||
      priorityRank[one.priority] - priorityRank[other.priority] ||
      Number(one.id) - Number(other.id),
  );
}

/** Who is tested together next: the next part of a failed batch, else the first ones. */
export function nextBatch(state: QueueState, batchSize: number): QueueMember[] {
  const queued = inOrder(state).filter((member) => member.state === 'queued');
  for (const part of state.parts) {
    const members = queued.filter(({ id }) => part.includes(id));
    if (members.length > 0) return members;
  }
  return queued.slice(0, batchSize);
}

/** The two halves of a batch that failed. */
export function halves(ids: readonly string[]): string[][] {
  const middle = Math.ceil(ids.length / 2);
  return [ids.slice(0, middle), ids.slice(middle)];
}
