import type { Scanner } from '../scan/scanner.ts';
import type { LoadedText, SourceText } from './sourceText.ts';

/** What the bytes of a file are. */
interface FileBytes {
  /** Where its text begins: behind a byte order mark. */
  readonly from: number;
  /** Where it ends. */
  readonly end: number;
  /** UTF-8; else each byte is a character. */
  readonly isUtf8: boolean;
  readonly lineFeeds: number;
}

const lineFeed = 10;
/** What lies among so many first units is found without making a string of the whole. */
const headUnits = 4096;

/** A text as the bytes of the file that a scanner's memory was filled with last. */
export class FileText implements SourceText {
  readonly #scanner: Scanner;
  readonly #filling: number;
  readonly #file: FileBytes;
  #text: string | undefined;
  #length: number | undefined;
  #lineStarts: Uint32Array | undefined;

  constructor(scanner: Scanner, file: FileBytes) {
    this.#scanner = scanner;
    this.#filling = scanner.fillings;
    this.#file = file;
  }

  get text(): string {
    const { from, end, isUtf8 } = this.#file;
    this.#text ??= this.#bytes.toString(isUtf8 ? 'utf8' : 'latin1', from, end);
    return this.#text;
  }

  get length(): number {
    const { from, end, isUtf8 } = this.#file;
    this.#length ??= isUtf8 ? this.#scanner.utf8Length(from, end) : end - from;
    return this.#length;
  }

  get lineCount(): number {
    const { from, end, lineFeeds } = this.#file;
    return lineFeeds + (end > from && this.#bytes[end - 1] !== lineFeed ? 1 : 0);
  }

  lineStarts(): Uint32Array {
    this.#lineStarts ??= this.load().scanner.lineStarts();
    return this.#lineStarts;
  }

  codeAt(offset: number): number {
    const { from, isUtf8 } = this.#file;
    if (offset < 0 || offset >= this.length) return Number.NaN;
    return isUtf8 ? this.#units.readUInt16LE(2 * offset) : this.#bytes.readUInt8(from + offset);
  }

  slice(start: number, end: number): string {
    const { from, end: last, isUtf8 } = this.#file;
    if (this.#text !== undefined) return this.#text.slice(start, end);
    if (!isUtf8) return this.#bytes.toString('latin1', from + start, Math.min(last, from + end));
    if (end > headUnits) return this.#units.toString('utf16le', 2 * start, 2 * end);
    // No code unit takes more than three bytes; one that is cut off lies behind all that was asked for.
    return this.#bytes.toString('utf8', from, Math.min(last, from + 3 * end + 3)).slice(start, end);
  }

  includes(word: string): boolean {
    const { from, end } = this.#file;
    this.#check();
    return this.#scanner.bytesHold(from, end, word);
  }

  indexOf(word: string, from: number): number {
    return this.load().scanner.indexOf(word, from, this.length);
  }

  load(): LoadedText {
    const { from, end, isUtf8 } = this.#file;
    this.#check();
    this.#scanner.loadBytes(this, from, end, isUtf8);
    return { scanner: this.#scanner, isTransient: true };
  }

  /** Its code units, two bytes each, where it is scanned. */
  get #units(): Buffer {
    return this.load().scanner.units(this.length);
  }

  get #bytes(): Buffer {
    this.#check();
    return this.#scanner.bytes;
  }

  /** @throws {Error} another file is there by now */
  #check(): void {
    if (this.#scanner.fillings !== this.#filling) throw new Error('another file has been read since');
  }
}
