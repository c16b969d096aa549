import { longestDelay } from '../clock.ts';
/** Tells when deadlines pass, by the clock that people read: one timer, for the next of them. */
export class DeadlineTimer {
  readonly #onPassed: (id: string) => void;
  readonly #deadlines = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;

  /** @param onPassed is told of each deadline once */
  constructor(onPassed: (id: string) => void) {
    this.#onPassed = onPassed;
  }

  /** Sets the deadline of an id in milliseconds since 1970; undefined, or one that is past, for none. */
  set(id: string, deadline: number | undefined): void {
    const isAhead = deadline !== undefined && deadline > Date.now();
    if (this.#deadlines.get(id) === (isAhead ? deadline : undefined)) return;
    if (isAhead) this.#deadlines.set(id, deadline);
    else this.#deadlines.delete(id);
    this.#arm();
  }

  stop(): void {
    this.#deadlines.clear();
    clearTimeout(this.#timer);
  }

  #arm(): void {
    clearTimeout(this.#timer);
    if (this.#deadlines.size === 0) return;
    const next = Math.min(...this.#deadlines.values());
    const delay = Math.min(Math.max(1, next - Date.now() + 1), longestDelay);
    this.#timer = setTimeout(() => this.#tell(), delay).unref();
  }

  #tell(): void {
    const passed = [...this.#deadlines].filter(([, deadline]) => deadline < Date.now());
    for (const [id] of passed) this.#deadlines.delete(id);
    for (const [id] of passed) this.#onPassed(id);
    this.#arm();
  }
}
