import { scanner } from '../scan/scanner.ts';
import { lineStarts } from './lineStarts.ts';
import type { LoadedText, SourceText } from './sourceText.ts';

/** A text that is a string. */
export class StringText implements SourceText {
  readonly text: string;
  #lineStarts: Uint32Array | undefined;

  constructor(text: string) {
    this.text = text;
  }

  get length(): number {
    return this.text.length;
  }

  get lineCount(): number {
    const starts = this.lineStarts();
    return starts.at(-1) === this.text.length ? starts.length - 1 : starts.length;
  }

  lineStarts(): Uint32Array {
    this.#lineStarts ??= lineStarts(this.text);
    return this.#lineStarts;
  }

  codeAt(offset: number): number {
    return this.text.charCodeAt(offset);
  }

  slice(start: number, end: number): string {
    return this.text.slice(start, end);
  }

  includes(word: string): boolean {
    return this.text.includes(word);
  }

  indexOf(word: string, from: number): number {
    return this.text.indexOf(word, from);
  }

  load(): LoadedText {
    const into = scanner();
    into.loadText(this, this.text);
    return { scanner: into, isTransient: false };
  }
}
