/** Slots that something under way needs as they are. */
export class SlotClaims {
  readonly #counts = new Map<string, number>();

  /** Claims a slot while work is done. */
  async during(id: string, work: () => Promise<void>): Promise<void> {
    this.#counts.set(id, (this.#counts.get(id) ?? 0) + 1);
    try {
      await work();
    } finally {
      const left = (this.#counts.get(id) ?? 1) - 1;
      if (left === 0) this.#counts.delete(id);
      else this.#counts.set(id, left);
    }
  }

  has(id: string): boolean {
    return this.#counts.has(id);
  }
}
