import type { Position, Range } from '../analysis/finding.ts';

/** Where the lines of a text begin, as the editor breaks it: after LF, CRLF and a lone CR. */
export class LineStarts {
  readonly #starts: number[] = [0];
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
    for (const match of text.matchAll(/\r\n|\n|\r/g)) this.#starts.push(match.index + match[0].length);
  }

  /** Line and column, from 1, of an offset; one outside the text is taken to its nearest end. */
  position(offset: number): Position {
    const inside = this.#inside(offset);
    let low = 0;
    let high = this.#starts.length;
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if ((this.#starts[middle] ?? 0) <= inside) low = middle;
      else high = middle;
    }
    return { line: low + 1, column: inside - (this.#starts[low] ?? 0) + 1 };
  }

  range(offset: number, length: number): Range {
    return { start: this.position(offset), end: this.position(offset + length) };
  }

  /** No place lies inside a CRLF: a string that nobody closed ends before it. */
  #inside(offset: number): number {
    const text = this.#text;
    const inside = Math.min(Math.max(offset, 0), text.length);
    return text[inside - 1] === '\r' && text[inside] === '\n' ? inside - 1 : inside;
  }
}
