import type { Logger } from 'pino';
import type { Agent } from '../../../protocol/agents.ts';
import type { SwarmEvent } from '../../../protocol/events.ts';
import type { Lease, LeaseObstacle, ReleaseLease, RenewLease, TakeLease } from '../../../protocol/leases.ts';
import { systemClock, type TimerClock } from '../../clock.ts';
import type { ConfigurationFile } from '../../configuration/configurationFile.ts';
import type { HeartbeatTable } from '../../events/heartbeatTable.ts';
import type { CommandMeta, CommandStore, EventDraft } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { RowStore } from '../../rows/rowStore.ts';
import { decideEnds, decideRelease, decideRenew } from './decideEnd.ts';
import { decideTake, sameOf } from './decideTake.ts';
import {
  bookId,
  type HeldLease,
  type LeaseBook,
  type LeaseEnd,
  type LeaseRequest,
  leaseBookSubject,
} from './leaseBook.ts';
import { LeaseDeadlines } from './leaseDeadlines.ts';
import { holderOfPath, leaseObstacles } from './leaseObstacles.ts';
import { leaseRow } from './leaseRow.ts';
import { leaseTarget } from './leaseTarget.ts';
import { refuseForeignTask } from './refuseForeignTask.ts';

export interface LeaseDeskParts {
  readonly configuration: Pick<ConfigurationFile, 'current'>;
  readonly commands: CommandStore;
  readonly rows: RowStore;
  readonly heartbeats: Pick<HeartbeatTable, 'latest'>;
  readonly log: Logger;
  readonly time?: TimerClock | undefined;
}

const ownMeta: CommandMeta = { actor: 'swarm' };
const stream = `${leaseBookSubject.name}/${bookId}`;
const retrySeconds = 5;

/** Gives, renews and ends leases, and keeps their rows and their time. */
export class LeaseDesk {
  readonly #parts: LeaseDeskParts;
  readonly #time: TimerClock;
  readonly #deadlines: LeaseDeadlines;
  readonly #lastSeen = new Map<string, string>();
  #startedAt = '';
  #ends: (() => void)[] = [];

  constructor(parts: LeaseDeskParts) {
    this.#parts = parts;
    this.#time = parts.time ?? systemClock;
    this.#deadlines = new LeaseDeadlines(this.#time, (ids) => this.#expire(ids));
  }

  /** Goes on with the leases there are, each of them with some time to show that its holder is there. */
  start(): void {
    const { commands, rows, heartbeats, configuration } = this.#parts;
    const { graceSeconds } = configuration.current.leases;
    this.#startedAt = new Date(this.#time.wall()).toISOString();
    const signs = heartbeats.latest();
    for (const entry of [...this.book.held, ...this.book.waiting]) {
      const sign = signs.get(entry.holder);
      this.#deadlines.resume(entry, sign && Date.parse(sign.time), graceSeconds);
    }
    this.#showAll();
    this.#ends = [
      commands.onCommitted((event) => this.#onCommitted(event)),
      rows.onChanged(({ resource, row }) => {
        if (resource === 'agents' && row !== null) this.#seen(row as Agent);
      }),
    ];
  }

  /** Everything that is held at this moment. */
  get book(): LeaseBook {
    return this.#parts.commands.get(leaseBookSubject, bookId).state;
  }

  /** @throws {Refusal} `invalid-request`, `lease-held`, `lease-deadlock`, `conflict`, `not-allowed` */
  async take(request: TakeLease, meta: CommandMeta): Promise<Lease> {
    const { holder, wait, reason = null } = request;
    if (this.#parts.rows.get('agents', holder)?.quarantined === true)
      throw new Refusal(
        'not-allowed',
        `${holder} is in quarantine and gets no lease until it is released from it.`,
      );
    const seconds = request.seconds ?? this.#parts.configuration.current.leases.seconds;
    const target = leaseTarget(request);
    const task = request.task ?? (target.kind === 'task' ? target.subject : null);
    if (task !== null)
      refuseForeignTask(this.book, this.#parts.rows.get('tasks', task), { holder, kind: target.kind });
    const expiresAt = this.#expiryIn(seconds);
    const endOf = (lease: HeldLease) => this.#deadlines.endOf(lease.id) ?? lease.expiresAt;
    const take = { ...target, holder, seconds, task, reason, wait, expiresAt, endOf };
    const book = await this.#decide((state) => decideTake(state, take), meta);
    const entry = sameOf(book.held, take) ?? sameOf(book.waiting, take);
    if (!entry)
      throw new Refusal('lease-lost', `The lease on ${target.subject} was given and has ended since.`);
    return this.#rowOf(entry);
  }

  /** @throws {Refusal} `not-found`, `lease-lost`, `not-allowed` */
  async renew(id: string, { holder, fence, seconds }: RenewLease, meta: CommandMeta): Promise<Lease> {
    const asked = { holder, fence, seconds };
    const book = await this.#decide((state) => decideRenew(state, id, asked, (s) => this.#expiryIn(s)), meta);
    const entry = entryIn(book, id);
    if (!entry) throw new Refusal('lease-lost', `The lease ${id} has ended since.`);
    return this.#rowOf(entry);
  }

  /** @throws {Refusal} `not-found`, `lease-lost`, `not-allowed` */
  async release(id: string, { holder, fence, reason }: ReleaseLease, meta: CommandMeta): Promise<Lease> {
    const waiting = this.book.waiting.find((one) => one.id === id);
    const asked = { holder, fence, reason: reason ?? null };
    const book = await this.#decide(
      (state) => decideRelease(state, id, asked, (s) => this.#expiryIn(s)),
      meta,
    );
    const ended = waiting ?? book.ended.findLast((one) => one.id === id);
    if (!ended) throw new Refusal('lease-lost', `The lease ${id} has ended already.`);
    return leaseRow(ended, new Date(this.#time.wall()).toISOString());
  }

  /** Ends those of these leases that have not ended yet: asked twice it changes nothing more. */
  async end(ids: ReadonlySet<string>, how: LeaseEnd, reason: string | null, meta = ownMeta): Promise<void> {
    await this.#decide((state) => decideEnds(state, ids, { how, reason }, (s) => this.#expiryIn(s)), meta);
  }

  /** Who holds a file. */
  holderOf(path: string): Lease | null {
    const lease = holderOfPath(this.book, path);
    return lease ? this.#rowOf(lease) : null;
  }

  /** What keeps these changes of an agent from being merged. */
  obstacles(agent: string | null, paths: readonly string[]): LeaseObstacle[] {
    return leaseObstacles(this.book, agent, paths);
  }

  close(): void {
    for (const end of this.#ends) end();
    this.#deadlines.stop();
  }

  async #decide(decide: (book: LeaseBook) => readonly EventDraft[], meta: CommandMeta): Promise<LeaseBook> {
    return (await this.#parts.commands.execute(leaseBookSubject, bookId, decide, meta)).state;
  }

  #expiryIn(seconds: number): string {
    return new Date(this.#time.wall() + seconds * 1000).toISOString();
  }

  #expire(ids: ReadonlySet<string>): void {
    this.end(ids, 'expired', null).catch((error: unknown) => {
      this.#parts.log.error({ err: error }, 'leases that ran out cannot be ended; tried again');
      for (const id of ids) {
        const entry = entryIn(this.book, id);
        if (entry) this.#deadlines.start({ ...entry, seconds: retrySeconds });
      }
    });
  }

  #onCommitted(event: SwarmEvent): void {
    if (event.stream !== stream) return;
    const id = String(event.data['id']);
    const entry = entryIn(this.book, id);
    if (entry) {
      this.#deadlines.start(entry);
      this.#show(entry);
    } else {
      this.#deadlines.end(id);
      this.#parts.rows.delete('leases', id);
    }
  }

  /** A newer sign of life of an agent, of whatever kind, holds what it has. */
  #seen({ id, lastSeen }: Agent): void {
    if (lastSeen === null) return;
    const known = this.#lastSeen.get(id);
    this.#lastSeen.set(id, lastSeen);
    // Any other time is a newer one, also where the clock was set back between the two.
    if (known === undefined ? lastSeen <= this.#startedAt : lastSeen === known) return;
    for (const lease of this.#deadlines.signOfLife(id)) {
      const entry = entryIn(this.book, lease);
      if (entry) this.#show(entry);
    }
  }

  #rowOf(entry: HeldLease | LeaseRequest): Lease {
    return this.#parts.rows.get('leases', entry.id) ?? leaseRow(entry, this.#deadlines.endOf(entry.id));
  }

  #show(entry: HeldLease | LeaseRequest): void {
    this.#parts.rows.set('leases', entry.id, leaseRow(entry, this.#deadlines.endOf(entry.id)), byId);
  }

  #showAll(): void {
    const entries = [...this.book.held, ...this.book.waiting].sort((a, b) => byId(a.id, b.id));
    const rows = entries.map(
      (entry) => [entry.id, leaseRow(entry, this.#deadlines.endOf(entry.id))] as const,
    );
    this.#parts.rows.replace('leases', new Map(rows));
  }
}

function entryIn({ held, waiting }: LeaseBook, id: string): HeldLease | LeaseRequest | undefined {
  return held.find((one) => one.id === id) ?? waiting.find((one) => one.id === id);
}

function byId(first: string, second: string): number {
  return Number(first) - Number(second);
}
