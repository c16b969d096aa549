import type { Scanner } from '../scan/scanner.ts';

/** A text: a string, or the bytes of a file, of which a string is made when somebody asks for it. */
export interface SourceText {
  readonly text: string;
  /** In UTF-16 code units, as every offset. */
  readonly length: number;
  /** Number of physical lines, like `wc -l`, plus an unfinished last one. */
  readonly lineCount: number;
  /** Offsets at which lines begin; behind a line feed at the very end one begins too. */
  lineStarts(): Uint32Array;
  /** The code unit at an offset. */
  codeAt(offset: number): number;
  slice(start: number, end: number): string;
  /** Whether it holds a word of ASCII characters. */
  includes(word: string): boolean;
  /** Offset of such a word at or behind an offset; -1 where there is none. */
  indexOf(word: string, from: number): number;
  /**
   * Puts the text where it is scanned.
   * @throws {Error} there is not the memory for it
   */
  load(): LoadedText;
}

/** A text in the memory of a scanner. */
export interface LoadedText {
  readonly scanner: Scanner;
  /** Whether nobody asks for anything once another text lies there; else what is found has to be copied. */
  readonly isTransient: boolean;
}
