/** The two clocks of a machine: one that people read and may set, and one that only goes on. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Milliseconds since some moment before; never goes back, whatever happens to the other. */
  moment(): number;
}

export const systemClock: Clock = { now: () => Date.now(), moment: () => performance.now() };

/** The moment of a time that was read from a clock; what claims to lie in the future is now. */
export function momentOf(clock: Clock, time: number): number {
  return clock.moment() - Math.max(0, clock.now() - time);
}
