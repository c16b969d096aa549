import type { Position, Range } from '../finding.ts';
import type { SourceText } from './sourceText.ts';
import { StringText } from './stringText.ts';

/**
 * Where the lines of a text begin. A line ends after a line feed, so that lines count like `wc -l`, plus an
 * unfinished last one.
 */
export class LineTable {
  /** Number of physical lines. */
  readonly count: number;
  readonly source: SourceText;
  readonly #starts: Uint32Array;

  constructor(text: string | SourceText) {
    this.source = typeof text === 'string' ? new StringText(text) : text;
    this.#starts = this.source.lineStarts();
    this.count = this.source.lineCount;
  }

  get text(): string {
    return this.source.text;
  }

  /** Line, from 1, of an offset. */
  lineAt(offset: number): number {
    const starts = this.#starts;
    let low = 0;
    let high = starts.length;
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  }

  position(offset: number): Position {
    const line = this.lineAt(offset);
    return { line, column: offset - this.start(line) + 1 };
  }

  range(start: number, end: number): Range {
    const from = this.position(start);
    const isOnSameLine = end >= start && end < (this.#starts[from.line] ?? Number.POSITIVE_INFINITY);
    return {
      start: from,
      end: isOnSameLine ? { line: from.line, column: from.column + end - start } : this.position(end),
    };
  }

  /** Offset of the first character of a line; the length of the text beyond the last. */
  start(line: number): number {
    return this.#starts[line - 1] ?? this.source.length;
  }

  /** Offset behind the last character of a line, before its line ending. */
  end(line: number): number {
    const next = this.#starts[line];
    if (next === undefined) return this.source.length;
    return this.source.codeAt(next - 2) === 13 && next - 2 >= this.start(line) ? next - 2 : next - 1;
  }

  /** A line without its line ending; empty beyond the last. */
  content(line: number): string {
    return this.source.slice(this.start(line), this.end(line));
  }
}
