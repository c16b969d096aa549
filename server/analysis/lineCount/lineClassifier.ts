import type { LineTable } from '../text/lineTable.ts';
import { type CommentSyntax, commentSyntax } from './commentSyntax.ts';

/** Tells blank lines and lines of comments alone from the others. Lines are asked for in their order. */
export class LineClassifier {
  readonly #lines: LineTable;
  readonly #syntax: CommentSyntax;
  readonly #literals: OffsetPairs;
  readonly #comments: OffsetPairs;
  /** Offset behind the comment that was read last. */
  #commentEnd = 0;

  /**
   * @param literals start and end offsets, in pairs, of literals that span lines
   * @param comments those of comments that span lines, and of docstrings
   */
  constructor(
    lines: LineTable,
    languageId: string,
    literals: readonly number[],
    comments: readonly number[],
  ) {
    this.#lines = lines;
    this.#syntax = commentSyntax(languageId);
    this.#literals = new OffsetPairs(literals);
    this.#comments = new OffsetPairs(comments);
  }

  isBlank(line: number): boolean {
    return this.#firstCharacter(this.#lines.start(line), this.#lines.end(line)) === -1;
  }

  /** Whether something other than comments is on a line. */
  hasCode(line: number): boolean {
    const end = this.#lines.end(line);
    let at = this.#firstCharacter(this.#lines.start(line), end);
    while (at !== -1) {
      const after = this.#skipComment(at, end);
      if (after === at) return true;
      at = this.#firstCharacter(after, end);
    }
    return false;
  }

  /** Offset of the first character that is no white space; -1 where there is none. */
  #firstCharacter(from: number, end: number): number {
    const { text } = this.#lines;
    for (let i = from; i < end; i++) if (!isWhiteSpace(text.charCodeAt(i))) return i;
    return -1;
  }

  /** Offset behind the comment at an offset, at most the line's end; the same where there is none. */
  #skipComment(at: number, lineEnd: number): number {
    if (at < this.#commentEnd) return Math.min(this.#commentEnd, lineEnd);
    const known = this.#comments.endAround(at);
    if (known === -1 && this.#literals.endAround(at) > at) return at;
    this.#commentEnd = known === -1 ? this.#commentAt(at, lineEnd) : known;
    return Math.max(at, Math.min(this.#commentEnd, lineEnd));
  }

  #commentAt(at: number, lineEnd: number): number {
    const { text } = this.#lines;
    const { line, blocks } = this.#syntax;
    if (at === 0 && text.startsWith('#!')) return lineEnd;
    const block = blocks.find(([open]) => text.startsWith(open, at));
    if (block) {
      const end = text.indexOf(block[1], at + block[0].length);
      return end === -1 ? lineEnd : end + block[1].length;
    }
    return line.some((open) => text.startsWith(open, at)) ? lineEnd : at;
  }
}

/** Pairs of offsets, in order, that are asked for places in order. */
class OffsetPairs {
  readonly #pairs: readonly number[];
  #next = 0;

  constructor(pairs: readonly number[]) {
    this.#pairs = pairs;
  }

  /** The end of the pair that an offset lies in; -1 outside of all. */
  endAround(offset: number): number {
    while ((this.#pairs[this.#next + 1] ?? Number.POSITIVE_INFINITY) <= offset) this.#next += 2;
    const start = this.#pairs[this.#next];
    return start !== undefined && start <= offset ? (this.#pairs[this.#next + 1] ?? -1) : -1;
  }
}

/** What ESLint and Python's `str.strip` leave out too: blanks, tabs, form feeds, and those of Unicode. */
function isWhiteSpace(c: number): boolean {
  if (c <= 32) return c === 32 || (c >= 9 && c <= 13);
  return (
    c === 0xa0 || c === 0xfeff || (c >= 0x2000 && c <= 0x200a) || c === 0x2028 || c === 0x2029 || c === 0x3000
  );
}
