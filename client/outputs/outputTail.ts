import type { OutputPart } from '../../server/protocol/outputLog.ts';

/** Characters of an output that are kept: what a person scrolls through, cheap to show anew. */
const longestTail = 256 * 1024;

/** The last lines of an output that is read part by part. Bounded: what is older goes line by line. */
export class OutputTail {
  readonly #longest: number;
  readonly #omission: string;
  #text = '';
  #omitted = false;
  #next: string | undefined;

  /** @param omission line that stands for what is not there */
  constructor(omission: string, longest = longestTail) {
    this.#omission = omission;
    this.#longest = longest;
  }

  /** What is shown. */
  get text(): string {
    return this.#omitted ? `${this.#omission}\n${this.#text}` : this.#text;
  }

  /** Where the next part begins; undefined before the first. */
  get next(): string | undefined {
    return this.#next;
  }

  /** Adds a part; whether something is different now. */
  add({ text, next, gap }: Pick<OutputPart, 'text' | 'next' | 'gap'>): boolean {
    this.#next = next;
    if (text === '' && !gap) return false;
    const seam = gap && this.#text !== '' ? `${this.#omission}\n` : '';
    this.#shorten(this.#text + seam + text);
    return true;
  }

  #shorten(text: string): void {
    if (text.length <= this.#longest) {
      this.#text = text;
      return;
    }
    // A quarter at once: else every line that comes would cost a line that goes.
    const cut = text.length - Math.floor(this.#longest * 0.75);
    const line = text.indexOf('\n', cut);
    this.#text = text.slice(line < 0 ? cut : line + 1);
    this.#omitted = true;
  }
}
