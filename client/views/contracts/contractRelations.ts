import type { Contract } from '../../../server/protocol/contracts.ts';
import type { Task } from '../../../server/protocol/tasks.ts';
import type { LiveStore, StoreChange } from '../../infrastructure/liveStore.ts';
import { naturalOrder } from '../naturalOrder.ts';
import { RowsBy } from '../rowsBy.ts';

const byContract = new RowsBy('tasks', ({ contract }) => contract);

/** What waits for a decision first, then what is worked on, what is open, and what is over. */
const stageOrder: readonly Task['stage'][] = [
  'disputed',
  'asking',
  'unproven',
  'verified',
  'verifying',
  'crediting',
  'claimed',
  'open',
  'credited',
  'failed',
  'rejected',
  'canceled',
];

/** The tasks of a contract, in the order in which somebody should look at them. */
export function tasksOf({ id }: Contract, store: LiveStore): readonly Task[] {
  return byContract.of(id, store).toSorted(inOrder);
}

/** Contracts whose rows a change of tasks shows anew. */
export function relatedContracts(change: StoreChange, store: LiveStore): Set<string> {
  return byContract.touched(change, store);
}

function inOrder(a: Task, b: Task): number {
  return stageOrder.indexOf(a.stage) - stageOrder.indexOf(b.stage) || naturalOrder(a.task, b.task);
}
