/** Longest delay a timer takes. */
const longestDelay = 2 ** 31 - 1;

/** Wakes when silence alone changes something: one timer at the next moment, however many agents there are. */
export class HealthClock {
  readonly #onDue: (ids: readonly string[]) => void;
  readonly #moments = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #firesAt = Number.POSITIVE_INFINITY;
  #stopped = false;

  /** @param onDue gets the ids whose moment has come; each has none until it is set again */
  constructor(onDue: (ids: readonly string[]) => void) {
    this.#onDue = onDue;
  }

  /** Sets the moment of an id in milliseconds since the epoch; undefined for none. */
  set(id: string, moment: number | undefined): void {
    if (moment === undefined) this.#moments.delete(id);
    else {
      this.#moments.set(id, moment);
      if (moment < this.#firesAt) this.#arm(moment);
    }
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
  }

  #arm(moment: number): void {
    if (this.#stopped) return;
    clearTimeout(this.#timer);
    this.#firesAt = moment;
    const delay = Math.min(Math.max(0, moment - Date.now()), longestDelay);
    this.#timer = setTimeout(() => this.#fire(), delay).unref();
  }

  #fire(): void {
    const now = Date.now();
    const due = [...this.#moments].filter(([, moment]) => moment <= now).map(([id]) => id);
    for (const id of due) this.#moments.delete(id);
    this.#firesAt = Number.POSITIVE_INFINITY;
    this.#onDue(due);
    let next = Number.POSITIVE_INFINITY;
    for (const moment of this.#moments.values()) next = Math.min(next, moment);
    if (next < this.#firesAt) this.#arm(next);
  }
}
