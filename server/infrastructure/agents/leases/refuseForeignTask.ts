import type { Task } from '../../../protocol/tasks.ts';
import { Refusal } from '../../refusal.ts';
import { queueOf } from '../assignment/taskQueues.ts';
import type { LeaseBook } from './leaseBook.ts';

/** Who wants to hold something for a task. */
export interface TaskTake {
  readonly holder: string;
  readonly kind: 'task' | 'paths' | 'resource';
}

/**
 * Nobody holds a task, or anything for it, that another agent has by the ledger. Where that agent has the lease on the
 * task itself, the book of leases says so, and lets others wait in line.
 * @throws {Refusal} `lease-held`
 */
export function refuseForeignTask({ held }: LeaseBook, task: Task | undefined, take: TaskTake): void {
  if (!task || task.assignee === null || task.assignee === take.holder || queueOf(task) === undefined) return;
  const { id, assignee } = task;
  const isInBook = held.some((one) => one.kind === 'task' && one.subject === id && one.holder === assignee);
  if (take.kind === 'task' && isInBook) return;
  throw new Refusal(
    'lease-held',
    `${id} is with ${assignee}: work on something else, or ask ${assignee} to give it back.`,
    { holder: assignee },
  );
}
