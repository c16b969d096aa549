import type { Lease } from '../../../protocol/leases.ts';
import type { Task } from '../../../protocol/tasks.ts';
import { systemClock, type TimerClock } from '../../clock.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import type { LeaseDesk } from '../leases/leaseDesk.ts';
import { queueOf, strandedBy, type TaskQueue, taskQueues } from './taskQueues.ts';

export interface QueueWatchParts {
  readonly rows: RowStore;
  readonly leases: LeaseDesk;
  /** How long something may look stranded: what takes two steps does so between them. */
  readonly patienceSeconds: () => number;
  readonly time?: TimerClock | undefined;
}

interface Suspicion {
  readonly message: string;
  /** By the monotonic clock. */
  readonly since: number;
}

/** Holds every open task to being in exactly one queue, at every change; what is stranded needs a human. */
export class QueueWatch {
  readonly #parts: QueueWatchParts;
  readonly #time: TimerClock;
  readonly #queues = new Map<string, TaskQueue>();
  /** Who has an open task, and the other way round: a sign of life of an agent looks at its tasks alone. */
  readonly #agentOf = new Map<string, string>();
  readonly #ofAgent = new Map<string, Set<string>>();
  readonly #suspicions = new Map<string, Suspicion>();
  #ends: (() => void)[] = [];
  #cancel: (() => void) | undefined;

  constructor(parts: QueueWatchParts) {
    this.#parts = parts;
    this.#time = parts.time ?? systemClock;
  }

  start(): void {
    const { rows } = this.#parts;
    for (const task of rows.list('tasks')) this.#look(task.id);
    this.#ends = [
      rows.onChanged(({ resource, id, row }) => {
        if (resource === 'tasks') this.#look(id);
        if (resource === 'agents') for (const task of this.#ofAgent.get(id) ?? []) this.#look(task);
        if (resource === 'leases') this.#leaseChanged(row as Lease | null);
      }),
    ];
  }

  /** Open tasks in each queue. */
  counts(): Readonly<Record<TaskQueue, number>> {
    const counts = Object.fromEntries(taskQueues.map((queue) => [queue, 0])) as Record<TaskQueue, number>;
    for (const queue of this.#queues.values()) counts[queue] += 1;
    return counts;
  }

  /** Tasks that are stranded, with the sentence of each. */
  stranded(): ReadonlyMap<string, string> {
    const due = this.#time.monotonic() - this.#parts.patienceSeconds() * 1000;
    const entries = [...this.#suspicions].filter(([, { since }]) => since <= due);
    return new Map(entries.map(([id, { message }]) => [id, message]));
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#cancel?.();
  }

  #leaseChanged(row: Lease | null): void {
    // Of a lease that is gone nobody knows what it was for: what it was suspected of is looked at again.
    const ids = row === null ? [...this.#suspicions.keys()] : row.task === null ? [] : [row.task];
    for (const id of ids) this.#look(id);
  }

  #look(id: string): void {
    const task = this.#parts.rows.get('tasks', id);
    this.#count(id, task);
    const message = task && strandedBy(task, this.#surroundings(task));
    const before = this.#suspicions.get(id);
    if (message === undefined) {
      if (this.#suspicions.delete(id)) this.#parts.rows.delete('attention', noticeId(id));
    } else if (before?.message !== message) {
      this.#suspicions.set(id, { message, since: before?.since ?? this.#time.monotonic() });
      this.#arm();
    }
  }

  #count(id: string, task: Task | undefined): void {
    const queue = task && queueOf(task);
    if (queue) this.#queues.set(id, queue);
    else this.#queues.delete(id);
    const agent = queue === undefined ? undefined : (task?.assignee ?? undefined);
    const before = this.#agentOf.get(id);
    if (agent === before) return;
    if (before !== undefined) this.#ofAgent.get(before)?.delete(id);
    if (agent === undefined) this.#agentOf.delete(id);
    else {
      this.#agentOf.set(id, agent);
      this.#ofAgent.set(agent, (this.#ofAgent.get(agent) ?? new Set()).add(id));
    }
  }

  #surroundings(task: Task) {
    const { rows, leases } = this.#parts;
    const agent = task.assignee === null ? undefined : rows.get('agents', task.assignee);
    return { agent, leases: leases.book.held.filter((lease) => lease.task === task.id) };
  }

  #arm(): void {
    this.#cancel?.();
    this.#cancel = this.#time.after(this.#parts.patienceSeconds() * 1000, () => this.#tell());
  }

  #tell(): void {
    const stranded = this.stranded();
    for (const [row, message] of stranded)
      this.#parts.rows.set('attention', noticeId(row), {
        id: noticeId(row),
        resource: 'tasks',
        row,
        message,
      });
    if (stranded.size < this.#suspicions.size) this.#arm();
  }
}

function noticeId(task: string): string {
  return `stranded/${task}`;
}
