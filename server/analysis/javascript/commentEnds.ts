import { ForwardSearch } from './forwardSearch.ts';
import { holdsComment } from './literals.ts';

/** Where the comments of a text end, asked for one after the other. */
export class CommentEnds {
  readonly #text: string;
  readonly #lineEnds: ForwardSearch;
  readonly #starts: ForwardSearch;
  readonly #ends: ForwardSearch;

  constructor(text: string, lineEnds: ForwardSearch) {
    this.#text = text;
    this.#lineEnds = lineEnds;
    this.#starts = new ForwardSearch(text, '/*');
    this.#ends = new ForwardSearch(text, '*/');
  }

  /** Offset behind the comment of stars that begins at an offset; where it is not closed, or holds another, its line ends it. */
  behind(start: number): number {
    const end = this.#ends.from(start + 2);
    const isClosed = end < this.#text.length;
    const isWhole =
      isClosed && (this.#starts.from(start + 2) > end || !holdsComment(this.#text.slice(start, end)));
    return isWhole ? end + 2 : this.#lineEnds.from(start);
  }
}
