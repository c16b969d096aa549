import type { Lease } from '../../../protocol/leases.ts';
import type { Task } from '../../../protocol/tasks.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { holderInTheWay } from '../leases/leaseConflicts.ts';
import type { LeaseDesk } from '../leases/leaseDesk.ts';
import type { LeaseTarget } from '../leases/leaseTarget.ts';
import { readGlob } from '../leases/paths/pathGlob.ts';

/** The leases that go with a task: on itself, and on its files. */
export class TaskLeases {
  readonly #desk: LeaseDesk;
  readonly #configuration: Pick<ConfigurationFile, 'current'>;
  readonly #rows: RowStore;

  constructor(desk: LeaseDesk, configuration: Pick<ConfigurationFile, 'current'>, rows: RowStore) {
    this.#desk = desk;
    this.#configuration = configuration;
    this.#rows = rows;
  }

  /** Another agent that holds the task or a file of it; undefined where nobody does. */
  holderInTheWay(task: Task, agent: string): string | undefined {
    for (const target of this.#targets(task)) {
      const lease = holderInTheWay(this.#desk.book, { ...target, holder: agent });
      if (lease) return lease.holder;
    }
    return undefined;
  }

  /** Takes them for an agent; what it has is renewed. Where another agent was faster it says so, and has none of them. */
  async take(
    task: Task,
    holder: string,
    actor: string,
  ): Promise<{ readonly leases: Lease[]; readonly refused: string | undefined }> {
    // In one turn, so that they become durable together.
    const asked = this.#targets(task).map(({ kind, subject, globs }) => {
      const request = { kind, subject: kind === 'paths' ? [...globs] : subject, holder, task: task.id };
      return this.#desk.take({ ...request, wait: false }, { actor });
    });
    const answers = await Promise.allSettled(asked);
    const failed = answers.find((answer) => answer.status === 'rejected');
    if (failed) {
      const { reason }: { reason: unknown } = failed;
      if (!(reason instanceof Refusal) || reason.code === 'shutting-down') throw reason;
      await this.end(task.id, (lease) => lease.holder === holder, 'Others hold files of it');
      return { leases: [], refused: reason.message };
    }
    const leases = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
    // It may have gone back to the pool while the leases became durable; if it goes later, they end with it.
    const { assignee, attempt } = this.#rows.get('tasks', task.id) ?? task;
    if (assignee === holder && attempt === task.attempt) return { leases, refused: undefined };
    const refused = `${task.id} went back to the pool meanwhile.`;
    await this.end(task.id, (lease) => lease.holder === holder, refused);
    return { leases: [], refused };
  }

  /** Ends the leases that go with a task. */
  async end(task: string, isMeant: (lease: { holder: string }) => boolean, reason: string): Promise<void> {
    const { held, waiting } = this.#desk.book;
    const ids = [...held, ...waiting]
      .filter((lease) => lease.task === task && isMeant(lease))
      .map(({ id }) => id);
    if (ids.length > 0) await this.#desk.end(new Set(ids), 'released', reason);
  }

  /** A name that cannot be read as a glob is not leased: the task itself still is. */
  #targets({ id, files }: Task): LeaseTarget[] {
    const itself: LeaseTarget = { kind: 'task', subject: id, globs: [] };
    const globs = this.#configuration.current.assignment.leaseFiles
      ? files.filter((file) => 'glob' in readGlob(file)).sort()
      : [];
    return globs.length === 0 ? [itself] : [itself, { kind: 'paths', subject: globs.join(' '), globs }];
  }
}
