/** Each unit is a byte while none needs two. */
const widest = 0xff;
/** Bytes that are made room for at once, besides an eighth of what is there. */
const spare = 4096;

/**
 * The UTF-16 code units of a text that is edited where they lie: to make another string at every keystroke costs a
 * fresh piece of memory as long as the text, and its collection.
 */
export class UnitBuffer {
  #bytes = Buffer.alloc(0);
  #width: 1 | 2;
  #length = 0;

  constructor(text: string) {
    this.#width = isNarrow(text) ? 1 : 2;
    this.replace(0, 0, text);
  }

  get length(): number {
    return this.#length;
  }

  /** Its bytes, where each of them is a character; they are others after an edit. */
  get characters(): Buffer | undefined {
    return this.#width === 1 ? this.#bytes.subarray(0, this.#length) : undefined;
  }

  at(offset: number): number {
    if (offset < 0 || offset >= this.#length) return Number.NaN;
    return this.#width === 1 ? (this.#bytes[offset] ?? Number.NaN) : this.#bytes.readUInt16LE(2 * offset);
  }

  slice(start: number, end: number): string {
    return this.#bytes.toString(this.#encoding, start * this.#width, end * this.#width);
  }

  /** Offset of a word of ASCII characters at or behind an offset; -1 where there is none. */
  indexOf(word: string, from: number): number {
    const width = this.#width;
    const text = this.#bytes.subarray(0, this.#length * width);
    let at = text.indexOf(word, from * width, this.#encoding);
    // Half a unit and half of the next may look like one.
    while (at % width > 0) at = text.indexOf(word, at + 1, this.#encoding);
    return at === -1 ? -1 : at / width;
  }

  /** Puts a text in the place of what lies between two offsets. */
  replace(start: number, end: number, text: string): void {
    if (this.#width === 1 && !isNarrow(text)) this.#widen();
    const width = this.#width;
    const length = this.#length - (end - start) + text.length;
    this.#provide(length * width);
    this.#bytes.copyWithin((start + text.length) * width, end * width, this.#length * width);
    this.#bytes.write(text, start * width, this.#encoding);
    this.#length = length;
  }

  get #encoding(): 'latin1' | 'utf16le' {
    return this.#width === 1 ? 'latin1' : 'utf16le';
  }

  #widen(): void {
    const text = this.slice(0, this.#length);
    this.#width = 2;
    this.#bytes = Buffer.from(text, 'utf16le');
  }

  #provide(size: number): void {
    if (size <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(size + (size >> 3) + spare);
    this.#bytes.copy(larger);
    this.#bytes = larger;
  }
}

function isNarrow(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > widest) return false;
  return true;
}
