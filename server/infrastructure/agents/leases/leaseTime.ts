/** The two clocks a lease lives by: the wall clock is set by people and jumps, the monotonic one only goes on. */
export interface LeaseTime {
  /** Milliseconds since the epoch. */
  wall(): number;
  /** Milliseconds since some moment; never goes back. */
  monotonic(): number;
  /** Calls back after that many milliseconds of the monotonic clock. Returns the function that ends it. */
  after(milliseconds: number, call: () => void): () => void;
}

/** Longest delay a timer takes. */
const longestDelay = 2 ** 31 - 1;

/** The clocks of this machine. */
export const machineTime: LeaseTime = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(milliseconds, call) {
    const timer = setTimeout(call, Math.min(Math.max(0, milliseconds), longestDelay)).unref();
    return () => clearTimeout(timer);
  },
};
