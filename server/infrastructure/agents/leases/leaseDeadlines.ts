import type { TimerClock } from '../../clock.ts';
import type { LeaseRequest } from './leaseBook.ts';

interface Deadline {
  readonly holder: string;
  readonly milliseconds: number;
  /** Of the monotonic clock. */
  endsAt: number;
  /** The end that was told last. */
  toldEnd: number;
}

interface Timed {
  readonly id: string;
  readonly holder: string;
  readonly milliseconds: number;
}

/**
 * When leases end. While the service runs the monotonic clock decides, so that setting the wall clock neither ends a
 * lease nor revives one. Over a restart only the wall clock tells the time, so that nobody gets less than the grace.
 */
export class LeaseDeadlines {
  readonly #time: TimerClock;
  readonly #onDue: (ids: ReadonlySet<string>) => void;
  readonly #deadlines = new Map<string, Deadline>();
  readonly #ofHolder = new Map<string, Set<string>>();
  #cancel: (() => void) | undefined;
  #firesAt = Number.POSITIVE_INFINITY;

  /** @param onDue gets the ids whose time is over; each has none until it is set again */
  constructor(time: TimerClock, onDue: (ids: ReadonlySet<string>) => void) {
    this.#time = time;
    this.#onDue = onDue;
  }

  /** Starts the time of a lease anew. */
  start({ id, holder, seconds }: Pick<LeaseRequest, 'id' | 'holder' | 'seconds'>): void {
    this.#set({ id, holder, milliseconds: seconds * 1000 }, seconds * 1000);
  }

  /**
   * Goes on with a lease after a restart.
   * @param lastSign of its holder, in milliseconds since the epoch; undefined where there is none
   */
  resume(lease: LeaseRequest, lastSign: number | undefined, graceSeconds: number): void {
    const milliseconds = lease.seconds * 1000;
    const known = Date.parse(lease.expiresAt);
    const endsAt = lastSign === undefined ? known : Math.max(known, lastSign + milliseconds);
    const grace = Math.min(graceSeconds * 1000, milliseconds);
    const left = Math.min(Math.max(endsAt - this.#time.wall(), grace), milliseconds);
    this.#set({ id: lease.id, holder: lease.holder, milliseconds }, left);
  }

  /**
   * Takes a sign of life of an agent.
   * @returns the ids whose end has moved by so much that it is worth telling
   */
  signOfLife(holder: string): string[] {
    const now = this.#time.monotonic();
    const told: string[] = [];
    for (const id of this.#ofHolder.get(holder) ?? []) {
      const deadline = this.#deadlines.get(id);
      if (!deadline) continue;
      deadline.endsAt = now + deadline.milliseconds;
      if (deadline.endsAt - deadline.toldEnd < deadline.milliseconds / 4) continue;
      deadline.toldEnd = deadline.endsAt;
      told.push(id);
    }
    return told;
  }

  end(id: string): void {
    const holder = this.#deadlines.get(id)?.holder;
    if (holder === undefined) return;
    this.#deadlines.delete(id);
    const ids = this.#ofHolder.get(holder);
    ids?.delete(id);
    if (ids?.size === 0) this.#ofHolder.delete(holder);
  }

  /** When a lease ends without another sign of life, by the wall clock; undefined where its time is not known. */
  endOf(id: string): string | undefined {
    const deadline = this.#deadlines.get(id);
    return deadline && new Date(this.#time.wall() + deadline.endsAt - this.#time.monotonic()).toISOString();
  }

  stop(): void {
    this.#cancel?.();
    this.#deadlines.clear();
    this.#ofHolder.clear();
  }

  #set({ id, holder, milliseconds }: Timed, left: number): void {
    this.end(id);
    const endsAt = this.#time.monotonic() + left;
    this.#deadlines.set(id, { holder, milliseconds, endsAt, toldEnd: endsAt });
    const ids = this.#ofHolder.get(holder) ?? new Set();
    this.#ofHolder.set(holder, ids.add(id));
    if (endsAt < this.#firesAt) this.#arm(endsAt);
  }

  #arm(moment: number): void {
    this.#cancel?.();
    this.#firesAt = moment;
    this.#cancel = this.#time.after(moment - this.#time.monotonic(), () => this.#fire());
  }

  #fire(): void {
    const now = this.#time.monotonic();
    const due = new Set([...this.#deadlines].filter(([, { endsAt }]) => endsAt <= now).map(([id]) => id));
    for (const id of due) this.end(id);
    this.#firesAt = Number.POSITIVE_INFINITY;
    if (due.size > 0) this.#onDue(due);
    let next = Number.POSITIVE_INFINITY;
    for (const { endsAt } of this.#deadlines.values()) next = Math.min(next, endsAt);
    if (next < this.#firesAt) this.#arm(next);
  }
}
