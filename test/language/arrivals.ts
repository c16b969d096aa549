/** Keeps what arrives, and lets a test wait for the first that is as it expects. */
export class Arrivals<Item> {
  readonly all: Item[] = [];
  readonly #waiting = new Set<() => void>();

  add(item: Item): void {
    this.all.push(item);
    for (const look of this.#waiting) look();
  }

  /** Never rejects: the test's own time limit ends a wait in vain. */
  first(matches: (item: Item) => boolean = () => true): Promise<Item> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = this.all.find(matches);
        if (found === undefined) return;
        this.#waiting.delete(look);
        resolve(found);
      };
      this.#waiting.add(look);
      look();
    });
  }
}
