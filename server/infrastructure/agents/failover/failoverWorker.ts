import type { Logger } from 'pino';
import type { Agent } from '../../../protocol/agents.ts';
import type { Lease } from '../../../protocol/leases.ts';
import type { Task } from '../../../protocol/tasks.ts';
import { systemClock, type TimerClock } from '../../clock.ts';
import { CoalescedTask } from '../../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { CommandMeta, CommandStore } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { type TaskPool, taskName } from '../assignment/taskPool.ts';
import type { LeaseDesk } from '../leases/leaseDesk.ts';
import { absenceOf } from './agentAbsence.ts';
import { holdersOf, holdingsOf } from './agentHoldings.ts';
import { decideBegin, decideComplete, type FailedOver, failoverSubject } from './failoverSubject.ts';

export interface FailoverParts {
  readonly configuration: Pick<ConfigurationFile, 'current' | 'onChanged'>;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly leases: LeaseDesk;
  readonly tasks: TaskPool;
  readonly log: Logger;
  readonly time?: TimerClock | undefined;
}

const ownMeta: CommandMeta = { actor: 'swarm' };
const retrySeconds = 10;

/**
 * Gives back to the pool what agents have that are gone: once each, because it goes by lease and attempt. Looks at
 * how things are, not at what changed, so that nothing that happens in between is missed.
 */
export class FailoverWorker {
  readonly #parts: FailoverParts;
  readonly #time: TimerClock;
  readonly #looking = new CoalescedTask(() => this.#look());
  /** Since when an agent has seemed to be gone, by the monotonic clock: setting the clock kills nobody. */
  readonly #goneSince = new Map<string, number>();
  #ends: (() => void)[] = [];
  #cancel: (() => void) | undefined;
  #closed = false;

  constructor(parts: FailoverParts) {
    this.#parts = parts;
    this.#time = parts.time ?? systemClock;
  }

  /** Goes on with what a crash interrupted, and looks from then on. */
  start(): void {
    const { rows, configuration } = this.#parts;
    this.#ends = [
      rows.onChanged(({ resource, id, row }) => {
        if (row === null) return;
        if (resource === 'agents') this.#agentChanged(id, row as Agent);
        if (resource === 'tasks') this.#holderChanged((row as Task).assignee);
        if (resource === 'leases') this.#holderChanged((row as Lease).holder);
      }),
      configuration.onChanged(() => this.#lookSoon()),
    ];
    this.#lookSoon();
  }

  /** Resolves when nothing is being looked at any more. */
  idle(): Promise<void> {
    return this.#looking.idle();
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const end of this.#ends) end();
    this.#cancel?.();
    await this.#looking.idle();
  }

  #agentChanged(id: string, row: Agent): void {
    if (absenceOf(row) !== undefined || this.#goneSince.has(id)) this.#lookSoon();
  }

  #holderChanged(holder: string | null): void {
    if (holder !== null && absenceOf(this.#parts.rows.get('agents', holder)) !== undefined) this.#lookSoon();
  }

  #lookSoon(): void {
    if (this.#closed) return;
    this.#looking.run().catch((error: unknown) => {
      this.#parts.log.error(
        { err: error },
        'what agents that are gone have cannot be given back; tried again',
      );
      this.#lookIn(retrySeconds * 1000);
    });
  }

  #lookIn(milliseconds: number): void {
    if (this.#closed) return;
    this.#cancel?.();
    this.#cancel = this.#time.after(milliseconds, () => this.#lookSoon());
  }

  async #look(): Promise<void> {
    const { commands, rows, leases } = this.#parts;
    const holders = holdersOf(leases.book, rows.list('tasks'));
    for (const [agent, { state }] of commands.all(failoverSubject))
      if (state.underWay !== null) await this.#finish(agent, state.underWay);
    for (const agent of this.#goneSince.keys()) if (!holders.has(agent)) this.#goneSince.delete(agent);
    let next = Number.POSITIVE_INFINITY;
    for (const agent of holders) {
      const left = await this.#lookAt(agent);
      if (left !== undefined) next = Math.min(next, left);
    }
    if (next !== Number.POSITIVE_INFINITY) this.#lookIn(next);
  }

  /** Milliseconds until the agent counts as gone; undefined where it does not seem to be, or what it had is given back. */
  async #lookAt(id: string): Promise<number | undefined> {
    const { configuration, rows, leases, commands } = this.#parts;
    const agent = rows.get('agents', id);
    const absence = absenceOf(agent);
    if (!absence) {
      this.#goneSince.delete(id);
      return undefined;
    }
    const now = this.#time.monotonic();
    const since = this.#goneSince.get(id) ?? now;
    this.#goneSince.set(id, since);
    const left = absence.isCertain
      ? 0
      : since + configuration.current.agents.failoverAfterSeconds * 1000 - now;
    if (left > 0) return left;
    const had = holdingsOf(id, { book: leases.book, tasks: rows.list('tasks'), agent }, absence.why);
    const { state } = await commands.execute(failoverSubject, id, (one) => decideBegin(one, had), ownMeta);
    if (state.underWay !== null) await this.#finish(id, state.underWay);
    return undefined;
  }

  /** Each step may have been taken already: it then changes nothing. */
  async #finish(agent: string, had: FailedOver): Promise<void> {
    const { leases, commands } = this.#parts;
    const reason = `${agent} ${had.why}`.slice(0, 500);
    await leases.end(new Set(had.leases.map(({ id }) => id)), 'failed-over', reason);
    const returned: string[] = [];
    for (const task of had.tasks) if (await this.#giveBack(task, reason)) returned.push(task.id);
    await commands.execute(failoverSubject, agent, (state) => decideComplete(state, returned), ownMeta);
  }

  /** Whether the task is in the pool now, and not with somebody else or done. */
  async #giveBack({ id, attempt }: FailedOver['tasks'][number], reason: string): Promise<boolean> {
    try {
      const { stage } = await this.#parts.tasks.release(
        taskName(id),
        { attempt, reason, failed: false },
        ownMeta,
      );
      return stage === 'open';
    } catch (error) {
      if (error instanceof Refusal && error.code !== 'shutting-down') return false;
      throw error;
    }
  }
}
