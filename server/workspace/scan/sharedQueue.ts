/** Indices of a list that several threads work through together: each takes the next few until none is left. */
export class SharedQueue {
  /** Give it to the other threads. */
  readonly memory: SharedArrayBuffer;
  readonly #next: Int32Array;
  readonly #length: number;

  /** @param memory of the queue that another thread made; a new one without it */
  constructor(length: number, memory = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.memory = memory;
    this.#next = new Int32Array(memory);
    this.#length = length;
  }

  /** How many were taken by now, by all threads together. */
  get taken(): number {
    return Math.min(this.#length, Atomics.load(this.#next, 0));
  }

  /** Start and end of the next few indices; undefined where all are taken. */
  take(count: number): { readonly start: number; readonly end: number } | undefined {
    const start = Atomics.add(this.#next, 0, count);
    return start < this.#length ? { start, end: Math.min(this.#length, start + count) } : undefined;
  }
}
