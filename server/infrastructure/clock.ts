/** The two clocks of a machine: the wall clock, which people set and which jumps, and one that only goes on. */
export interface Clock {
  /** Milliseconds since the epoch. */
  wall(): number;
  /** Milliseconds since some moment before; never goes back, whatever happens to the wall clock. */
  monotonic(): number;
}

/** A clock that calls back as well. */
export interface TimerClock extends Clock {
  /** Calls back after that many milliseconds of the monotonic clock. Returns the function that ends it. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Longest delay a timer of Node takes, in milliseconds: some 25 days. */
export const longestDelay = 2 ** 31 - 1;

/** The clocks of this machine. */
export const systemClock: TimerClock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, Math.min(Math.max(0, milliseconds), longestDelay)).unref();
    return () => clearTimeout(timer);
  },
};

/** The monotonic moment of a time that was read from the wall clock; what claims to lie in the future is now. */
export function momentOf(clock: Clock, time: number): number {
  return clock.monotonic() - Math.max(0, clock.wall() - time);
}
