import type { TimerClock } from '../../../../server/infrastructure/clock.ts';

/** Clocks that go when a test says so. */
export class SetTime implements TimerClock {
  now = Date.parse('2026-11-21T08:00:00.000Z');
  #elapsed = 0;
  #timers: { readonly at: number; readonly call: () => void }[] = [];

  wall(): number {
    return this.now;
  }

  monotonic(): number {
    return this.#elapsed;
  }

  after(milliseconds: number, call: () => void): () => void {
    const timer = { at: this.#elapsed + milliseconds, call };
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer);
    };
  }

  /** Lets time go by on both clocks. */
  pass(seconds: number): void {
    this.now += seconds * 1000;
    this.#elapsed += seconds * 1000;
    const due = this.#timers.filter(({ at }) => at <= this.#elapsed);
    this.#timers = this.#timers.filter(({ at }) => at > this.#elapsed);
    for (const { call } of due) call();
  }

  /** Sets the wall clock by so much, as a person or a time server does. */
  jump(seconds: number): void {
    this.now += seconds * 1000;
  }
}
