import type { Clock } from '../../../server/infrastructure/agents/clock.ts';

/** A clock that stands still until it is told otherwise. */
export class SetClock implements Clock {
  #now = Date.parse('2026-11-21T08:00:00.000Z');
  #moment = 1_000_000;

  now(): number {
    return this.#now;
  }

  moment(): number {
    return this.#moment;
  }

  /** Lets time pass. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
    this.#moment += milliseconds;
  }

  /** Sets the clock that people read, and no time passes. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
