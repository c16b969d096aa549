/**
 * Finds the next place of a string from offsets that only grow. Searched for anew only beyond the last one found: a
 * line may be megabytes long and hold thousands that ask.
 */
export class ForwardSearch {
  readonly #text: string;
  readonly #wanted: string;
  #found = -1;

  constructor(text: string, wanted: string) {
    this.#text = text;
    this.#wanted = wanted;
  }

  /** The first place at or behind an offset; the length of the text where there is none. */
  from(offset: number): number {
    if (this.#found < offset) {
      const next = this.#text.indexOf(this.#wanted, offset);
      this.#found = next === -1 ? this.#text.length : next;
    }
    return this.#found;
  }
}
