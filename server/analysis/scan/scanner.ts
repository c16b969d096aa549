import { Found, lineStartsAt } from './found.ts';
import { scannerProgram } from './scannerProgram.ts';

/** What the program of `scanner/index.ts` offers. Flags and addresses are numbers. */
interface ScannerExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  prepareBytes(size: number): number;
  examineBytes(size: number): number;
  lineFeedCount(): number;
  utf8Length(from: number, size: number): number;
  bytesHold(from: number, end: number, low: number, high: number, size: number): number;
  findWord(offset: number, low: number, high: number, size: number): number;
  loadBytes(from: number, size: number, isUtf8: number): number;
  prepare(units: number): number;
  loadUnits(units: number): number;
  scanJavaScript(isTypescript: number, hasElements: number): void;
  scanPython(): void;
}

/** What we use of it: the types of Node know nothing of WebAssembly, those of browsers bring much else. */
declare const WebAssembly: {
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
};

/** What bytes are. */
export interface ByteTraits {
  readonly hasNul: boolean;
  readonly isAscii: boolean;
  readonly lineFeeds: number;
}

/** As `Trait` in `scanner/fileBytes.ts`. */
const trait = { hasNul: 1, isBeyondAscii: 2 } as const;

/** What the memory takes that has held no long text, with a reserve. */
const usualBytes = 1 << 24;

let module: object | undefined;
let kept: Scanner | undefined;

/** The scanner of this thread. */
export function scanner(): Scanner {
  kept ??= new Scanner();
  return kept;
}

/**
 * Lets go of this thread's memory where it has held a long text: it would never grow smaller again. For whoever goes on
 * living and has nothing to do; until then the next long text finds it there.
 * @returns whether there was such a memory
 */
export function releaseScanner(): boolean {
  if (kept === undefined || kept.memoryBytes <= usualBytes) return false;
  kept = undefined;
  return true;
}

/** Bytes of a word that is looked for eight times faster than Node does. */
const longestWord = 8;
const words = new Map<string, { readonly low: number; readonly high: number }>();

/** The first four bytes of a short word as a number, and the others. */
function wordNumbers(word: string): { readonly low: number; readonly high: number } {
  const known = words.get(word);
  if (known) return known;
  const bytes = Buffer.alloc(longestWord);
  bytes.write(word, 'latin1');
  const numbers = { low: bytes.readInt32LE(0), high: bytes.readInt32LE(4) };
  words.set(word, numbers);
  return numbers;
}

/** The program that scans texts, and its memory: it holds one text at a time, and beside it the bytes of one file. */
export class Scanner {
  /** How often its memory was filled with the bytes of a file. */
  fillings = 0;
  /** Whose text it holds. */
  #loaded: object | undefined;
  /** Where what is found in the text lies among the numbers of the memory. */
  #found = 0;
  #bytes: Buffer | undefined;
  #address = 0;
  #room = 0;
  #view: Int32Array | undefined;
  #units: Buffer | undefined;
  readonly #program = newProgram();
  readonly #textAddress = this.#program.prepare(0);

  /** What the program's memory has grown to. */
  get memoryBytes(): number {
    return this.#program.memory.buffer.byteLength;
  }

  /** A place for at most so many bytes of a file, whose text holds until the next is asked for. */
  fill(room: number): Buffer {
    this.fillings++;
    this.#loaded = undefined;
    this.#bytes = this.#room === room ? this.#bytes : undefined;
    this.#room = room;
    this.#address = this.#program.prepareBytes(room);
    return this.bytes;
  }

  /** The bytes that it was filled with last, and what lies behind them. */
  get bytes(): Buffer {
    const { buffer } = this.#program.memory;
    if (this.#bytes?.buffer !== buffer) this.#bytes = Buffer.from(buffer, this.#address, this.#room);
    return this.#bytes;
  }

  examine(size: number): ByteTraits {
    const found = this.#program.examineBytes(size);
    return {
      hasNul: (found & trait.hasNul) !== 0,
      isAscii: (found & trait.isBeyondAscii) === 0,
      lineFeeds: this.#program.lineFeedCount(),
    };
  }

  /** Whether bytes from one to another hold a word of ASCII characters. */
  bytesHold(from: number, end: number, word: string): boolean {
    if (word.length > longestWord) return this.bytes.subarray(from, end).includes(word, 0, 'latin1');
    const { low, high } = wordNumbers(word);
    return this.#program.bytesHold(from, end, low, high, word.length) !== 0;
  }

  /** Offset of a word of ASCII characters in the text, at or behind an offset; -1 where there is none. */
  indexOf(word: string, offset: number, length: number): number {
    if (word.length > longestWord) {
      const place = this.units(length).indexOf(word, 2 * offset, 'utf16le');
      return place === -1 ? -1 : place / 2;
    }
    const { low, high } = wordNumbers(word);
    return this.#program.findWord(offset, low, high, word.length);
  }

  /** UTF-16 code units that bytes from one to another mean in UTF-8. */
  utf8Length(from: number, size: number): number {
    return this.#program.utf8Length(from, size);
  }

  /** Makes bytes from one to another the text to be scanned. */
  loadBytes(owner: object, from: number, end: number, isUtf8: boolean): void {
    if (this.#loaded === owner) return;
    this.#loaded = undefined;
    try {
      this.#found = this.#program.loadBytes(from, end, isUtf8 ? 1 : 0) >>> 2;
    } catch (cause) {
      this.#fail(cause);
    }
    this.#loaded = owner;
  }

  /** Makes bytes, each of them a character, the text to be scanned. */
  loadCharacters(owner: object, bytes: Uint8Array): void {
    if (this.#loaded === owner) return;
    this.fill(bytes.length).set(bytes);
    this.loadBytes(owner, 0, bytes.length, false);
  }

  /**
   * Makes a string the text to be scanned.
   * @throws {Error} there is not the memory for it
   */
  loadText(owner: object, text: string): void {
    if (this.#loaded === owner) return;
    this.#loaded = undefined;
    try {
      this.#found = this.#write(text) >>> 2;
    } catch (cause) {
      this.#fail(cause);
    }
    this.#loaded = owner;
  }

  /** So many code units of the text, two bytes each. */
  units(length: number): Buffer {
    const { buffer } = this.#program.memory;
    if (this.#units?.buffer !== buffer || this.#units.length !== 2 * length)
      this.#units = Buffer.from(buffer, this.#textAddress, 2 * length);
    return this.#units;
  }

  /** Offsets at which the lines of the text begin. */
  lineStarts(): Uint32Array {
    const { start, count } = lineStartsAt(this.#numbers, this.#found);
    return new Uint32Array(this.#numbers.subarray(start, start + count));
  }

  /**
   * Scans the text, once more where brackets do not match.
   * @throws {Error} there is not the memory for it
   */
  scanJavaScript(isTypescript: boolean, hasElements: boolean): void {
    try {
      this.#program.scanJavaScript(isTypescript ? 1 : 0, hasElements ? 1 : 0);
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /**
   * Scans the text as Python.
   * @throws {Error} there is not the memory for it
   */
  scanPython(): void {
    try {
      this.#program.scanPython();
    } catch (cause) {
      this.#fail(cause);
    }
  }

  /** What was found in the text, where it lies: it holds as long as the text is loaded and not scanned again. */
  found(): Found {
    return new Found(this.#numbers, this.#found);
  }

  get #numbers(): Int32Array {
    const { buffer } = this.#program.memory;
    if (this.#view?.buffer !== buffer) this.#view = new Int32Array(buffer);
    return this.#view;
  }

  #write(text: string): number {
    const address = this.#program.prepare(text.length);
    Buffer.from(this.#program.memory.buffer, address, 2 * text.length).write(text, 'utf16le');
    // The bytes of a large file may have been there.
    this.fillings++;
    return this.#program.loadUnits(text.length);
  }

  /** One that fails is not used again. */
  #fail(cause: unknown): never {
    if (kept === this) kept = undefined;
    throw new Error('its brackets take more memory than a scan may have', { cause });
  }
}

/** What Unicode says of a character beyond ASCII, as `scanner/python/letters.ts` asks for it. */
function categoryOf(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  if (/\p{L}/u.test(character)) return 1;
  return /\p{N}/u.test(character) ? 2 : 0;
}

function newProgram(): ScannerExports {
  module ??= new WebAssembly.Module(Buffer.from(scannerProgram, 'base64'));
  return new WebAssembly.Instance(module, { letters: { categoryOf } }).exports as ScannerExports;
}
