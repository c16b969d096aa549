import type { Clock } from '../clock.ts';
import { longestDelay } from '../clock.ts';
import { MomentQueue } from './momentQueue.ts';

/** Wakes when time alone changes something: one timer at the next moment, however many agents there are. */
export class HealthClock {
  readonly #clock: Clock;
  readonly #onDue: (ids: readonly string[]) => void;
  readonly #queue = new MomentQueue();
  #timer: NodeJS.Timeout | undefined;
  #firesAt = Number.POSITIVE_INFINITY;
  #stopped = false;

  /** @param onDue gets the ids whose moment has come; each has none until it is set again */
  constructor(clock: Clock, onDue: (ids: readonly string[]) => void) {
    this.#clock = clock;
    this.#onDue = onDue;
  }

  /** Sets the moment of an id by the clock; undefined for none. */
  set(id: string, moment: number | undefined): void {
    this.#queue.set(id, moment);
    if (moment !== undefined && moment < this.#firesAt) this.#arm(moment);
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #arm(moment: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#firesAt = moment;
    const delay = Math.min(Math.max(0, Math.ceil(moment - this.#clock.monotonic())), longestDelay);
    this.#timer = setTimeout(() => this.#fire(), delay).unref();
  }

  #fire(): void {
    this.#firesAt = Number.POSITIVE_INFINITY;
    this.#onDue(this.#queue.takeDue(this.#clock.monotonic()));
    const next = this.#queue.next();
    if (next !== undefined && next < this.#firesAt) this.#arm(next);
  }
}
