import type { OffsetEdit } from './fix.ts';

/** What stands at a place of the edited text: a part of the original, or something new. */
type Piece = { readonly start: number; readonly end: number } | { readonly newText: string };

/**
 * A text that edits are made in one after the other, each against the text as it then is. What no edit touches is
 * never copied, so that all edits together can be told against the original.
 */
export class EditedText {
  readonly #original: string;
  #pieces: readonly Piece[];

  constructor(original: string) {
    this.#original = original;
    this.#pieces = [{ start: 0, end: original.length }];
  }

  /** The text as it now is. */
  get text(): string {
    return this.#pieces.map((piece) => this.#textOf(piece)).join('');
  }

  /** All edits so far, against the original, in order of their place. */
  get edits(): OffsetEdit[] {
    const edits: OffsetEdit[] = [];
    let start = 0;
    let newText = '';
    for (const piece of [...this.#pieces, { start: this.#original.length, end: this.#original.length }]) {
      if ('newText' in piece) {
        newText += piece.newText;
        continue;
      }
      if (piece.start > start || newText !== '') edits.push({ start, end: piece.start, newText });
      start = piece.end;
      newText = '';
    }
    return edits;
  }

  /**
   * Makes edits whose offsets are those of the present text.
   * @throws {RangeError} they overlap or lie outside; then nothing has changed
   */
  apply(edits: readonly OffsetEdit[]): void {
    const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
    const pieces: Piece[] = [];
    let at = 0;
    for (const { start, end, newText } of ordered) {
      if (start < at || end < start) throw new RangeError('Edits of a fix overlap.');
      pieces.push(...this.#slice(at, start), { newText });
      at = end;
    }
    const { length } = this.text;
    if (at > length) throw new RangeError('An edit lies outside of the text.');
    this.#pieces = [...pieces, ...this.#slice(at, length)];
  }

  #slice(from: number, to: number): Piece[] {
    const found: Piece[] = [];
    let at = 0;
    for (const piece of this.#pieces) {
      const length = 'newText' in piece ? piece.newText.length : piece.end - piece.start;
      const first = Math.max(from - at, 0);
      const last = Math.min(to - at, length);
      at += length;
      if (first >= last) continue;
      if ('newText' in piece) found.push({ newText: piece.newText.slice(first, last) });
      else found.push({ start: piece.start + first, end: piece.start + last });
    }
    return found;
  }

  #textOf(piece: Piece): string {
    return 'newText' in piece ? piece.newText : this.#original.slice(piece.start, piece.end);
  }
}
