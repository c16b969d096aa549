interface Entry {
  readonly id: string;
  readonly moment: number;
}

/** Moments of ids, the earliest at hand: setting one and taking one cost the logarithm of their number. */
export class MomentQueue {
  readonly #moments = new Map<string, number>();
  /** A binary heap. What was set anew stays in it until it comes up, and is passed over then. */
  #heap: Entry[] = [];

  /** Sets the moment of an id; undefined for none. */
  set(id: string, moment: number | undefined): void {
    if (moment === undefined) {
      this.#moments.delete(id);
      return;
    }
    if (this.#moments.get(id) === moment) return;
    this.#moments.set(id, moment);
    if (this.#heap.length > 2 * this.#moments.size + 64) this.#rebuild();
    else this.#push({ id, moment });
  }

  /** The earliest moment. */
  next(): number | undefined {
    for (let first = this.#heap[0]; first; first = this.#heap[0]) {
      if (this.#moments.get(first.id) === first.moment) return first.moment;
      this.#pop();
    }
    return undefined;
  }

  /** Takes out the ids whose moment has come. */
  takeDue(now: number): string[] {
    const due: string[] = [];
    for (let next = this.next(); next !== undefined && next <= now; next = this.next()) {
      const id = this.#heap[0]?.id ?? '';
      this.#moments.delete(id);
      this.#pop();
      due.push(id);
    }
    return due;
  }

  #rebuild(): void {
    // An ordered list is a heap.
    this.#heap = [...this.#moments]
      .map(([id, moment]) => ({ id, moment }))
      .sort((a, b) => a.moment - b.moment);
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const other = heap[above] as Entry;
      if (other.moment <= entry.moment) break;
      heap[at] = other;
      at = above;
    }
    heap[at] = entry;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      const right = heap[below + 1];
      if (right && right.moment < (heap[below] as Entry).moment) below += 1;
      const child = heap[below] as Entry;
      if (child.moment >= last.moment) break;
      heap[at] = child;
      at = below;
    }
    heap[at] = last;
  }
}
