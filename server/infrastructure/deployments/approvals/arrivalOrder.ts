/** Lets what was asked for first begin first, although the checks before it run beside each other. */
export class ArrivalOrder {
  readonly #last = new Map<string, Promise<void>>();

  /**
   * Begins an act once its check has passed and all that came before it have begun or were refused.
   * @param key only acts of one key wait for each other
   */
  async admit<Outcome>(
    key: string,
    check: Promise<void>,
    act: () => Outcome | Promise<Outcome>,
  ): Promise<Outcome> {
    // It may be refused while it still waits for its turn.
    check.catch(() => {});
    const before = this.#last.get(key);
    const turn = Promise.withResolvers<void>();
    this.#last.set(key, turn.promise);
    try {
      await before;
      await check;
      return act();
    } finally {
      turn.resolve();
      if (this.#last.get(key) === turn.promise) this.#last.delete(key);
    }
  }
}
