import type { Clock } from '../../../server/infrastructure/clock.ts';

/** A clock that stands still until it is told otherwise. */
export class SetClock implements Clock {
  #wall = Date.parse('2026-11-21T08:00:00.000Z');
  #monotonic = 1_000_000;

  wall(): number {
    return this.#wall;
  }

  monotonic(): number {
    return this.#monotonic;
  }

  /** Lets time pass. */
  pass(milliseconds: number): void {
    this.#wall += milliseconds;
    this.#monotonic += milliseconds;
  }

  /** Sets the clock that people read, and no time passes. */
  jump(milliseconds: number): void {
    this.#wall += milliseconds;
  }
}
