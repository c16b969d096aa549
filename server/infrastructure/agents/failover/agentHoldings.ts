import type { Agent } from '../../../protocol/agents.ts';
import type { Task } from '../../../protocol/tasks.ts';
import type { LeaseBook } from '../leases/leaseBook.ts';
import type { FailedOver } from './failoverSubject.ts';

/** Stages in which a task goes nowhere without its worker. */
export const needsWorker: ReadonlySet<Task['stage']> = new Set(['claimed', 'asking', 'unproven']);

/** Whether a task waits for the work of its assignee. */
export function isWorkOf({ stage, assignee }: Task, agent: string): boolean {
  return assignee === agent && needsWorker.has(stage);
}

/** Everything that an agent keeps from others, and where its work is. */
export function holdingsOf(
  id: string,
  facts: { readonly book: LeaseBook; readonly tasks: readonly Task[]; readonly agent: Agent | undefined },
  why: string,
): FailedOver {
  const { book, tasks, agent } = facts;
  const held = book.held.filter(({ holder }) => holder === id);
  const asked = book.waiting.filter(({ holder }) => holder === id).map((one) => ({ ...one, fence: 0 }));
  return {
    why,
    leases: [...held, ...asked].map(({ id: lease, subject, fence }) => ({ id: lease, subject, fence })),
    tasks: tasks.filter((task) => isWorkOf(task, id)).map(({ id: task, attempt }) => ({ id: task, attempt })),
    branch: agent?.branch ?? null,
    worktree: agent?.worktree ?? null,
  };
}

/** Agents that hold a lease or work on a task. */
export function holdersOf(book: LeaseBook, tasks: readonly Task[]): Set<string> {
  const working = tasks.flatMap((task) =>
    task.assignee !== null && isWorkOf(task, task.assignee) ? [task.assignee] : [],
  );
  return new Set([...working, ...[...book.held, ...book.waiting].map(({ holder }) => holder)]);
}
