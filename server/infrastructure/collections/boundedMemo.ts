/** Results by what they were computed from, each computed once; those used longest ago are forgotten. */
export class BoundedMemo<Value> {
  readonly #limit: number;
  readonly #results = new Map<string, Promise<Value>>();

  /** @param limit of results remembered */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The result of this key, computed where it is not known; a failure is not remembered. */
  get(key: string, compute: () => Promise<Value>): Promise<Value> {
    const present = this.#results.get(key);
    if (present !== undefined) {
      this.#results.delete(key);
      this.#results.set(key, present);
      return present;
    }
    const result = compute();
    this.#results.set(key, result);
    result.catch(() => this.#results.delete(key));
    const [oldest] = this.#results.keys();
    if (this.#results.size > this.#limit && oldest !== undefined) this.#results.delete(oldest);
    return result;
  }
}
