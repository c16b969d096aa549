import type { Logger } from 'pino';
import type { Task } from '../../../protocol/tasks.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { HeldLease, LeaseRequest } from '../leases/leaseBook.ts';
import type { LeaseDesk } from '../leases/leaseDesk.ts';

export interface TaskLeaseEndsParts {
  readonly rows: RowStore;
  readonly leases: LeaseDesk;
  readonly log: Logger;
}

const over: ReadonlySet<Task['stage']> = new Set(['credited', 'failed', 'canceled', 'rejected']);

/** Ends the leases that are held for a task when it ends, or is another agent's. */
export class TaskLeaseEnds {
  readonly #parts: TaskLeaseEndsParts;
  #end: (() => void) | undefined;

  constructor(parts: TaskLeaseEndsParts) {
    this.#parts = parts;
  }

  start(): void {
    const { rows } = this.#parts;
    for (const task of rows.list('tasks')) this.#look(task);
    this.#end = rows.onChanged(({ resource, row }) => {
      if (resource === 'tasks' && row !== null) this.#look(row as Task);
    });
  }

  close(): void {
    this.#end?.();
  }

  #look(task: Task): void {
    const { leases, log } = this.#parts;
    const { held, waiting } = leases.book;
    const ids = [...held, ...waiting].filter((lease) => hasPassed(task, lease)).map(({ id }) => id);
    if (ids.length === 0) return;
    const reason = over.has(task.stage)
      ? `${task.id} is ${task.stage}`
      : `${task.id} is not its holder's any more`;
    leases.end(new Set(ids), 'released', reason).catch((error: unknown) => {
      log.error({ err: error, task: task.id }, 'leases of a task cannot be ended');
    });
  }
}

/** A lease that was taken before its task went back to the pool belongs to nobody's work. */
function hasPassed(task: Task, lease: HeldLease | LeaseRequest): boolean {
  if (lease.task !== task.id) return false;
  if (over.has(task.stage)) return true;
  const takenAt = 'takenAt' in lease ? lease.takenAt : lease.askedAt;
  return task.assignee === null ? task.attempt > 0 && takenAt <= task.since : task.assignee !== lease.holder;
}
