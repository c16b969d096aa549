import type { Peaks } from './peaks.ts';
import { scannerProgram } from './scannerProgram.ts';

/** What the program of `scanner/index.ts` offers. Flags and addresses are numbers. */
interface ScannerExports {
  readonly memory: { readonly buffer: ArrayBuffer };
  bytesAddress(): number;
  bytesRoom(): number;
  examineBytes(size: number): number;
  lineFeedCount(): number;
  utf8Length(from: number, size: number): number;
  loadBytes(from: number, size: number, isUtf8: number): number;
  prepare(units: number): number;
  loadUnits(units: number): number;
  scanJavaScript(isTypescript: number, hasElements: number): void;
}

/** What we use of it: the types of Node know nothing of WebAssembly, those of browsers bring much else. */
declare const WebAssembly: {
  readonly Module: new (program: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** What bytes are. */
export interface ByteTraits {
  readonly hasNul: boolean;
  readonly isAscii: boolean;
  readonly lineFeeds: number;
}

/** As `Trait` in `scanner/fileBytes.ts`. */
const trait = { hasNul: 1, isBeyondAscii: 2 } as const;

/** A memory that held a longer text is not kept: a text of 100 MB comes once. */
const keptUnits = 1 << 22;

let module: object | undefined;
let kept: Scanner | undefined;

/** The scanner of this thread. */
export function scanner(): Scanner {
  kept ??= new Scanner();
  return kept;
}

/** Where the fields of `Found` of `scanner/found.ts` stand. */
const field = { lineStarts: 0, lineStartCount: 1, lists: 2, counts: 4, peaks: 7 } as const;

/** What a scan found in a text. */
export interface Found {
  readonly peaks: Peaks;
  /** Definitions, imports and literals that span lines, one list behind the other. */
  readonly lists: Int32Array;
  readonly definitionCount: number;
  readonly importCount: number;
  readonly literalCount: number;
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
  #view: Int32Array | undefined;
  readonly #program = newProgram();

  /** The place for the bytes of a file; longer ones come as strings. */
  fill(): Buffer {
    this.fillings++;
    return this.bytes;
  }

  /** The bytes that it was filled with last, and what lies behind them. */
  get bytes(): Buffer {
    const { buffer } = this.#program.memory;
    if (this.#bytes?.buffer !== buffer)
      this.#bytes = Buffer.from(buffer, this.#program.bytesAddress(), this.#program.bytesRoom());
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

  /** UTF-16 code units that bytes from one to another mean in UTF-8. */
  utf8Length(from: number, size: number): number {
    return this.#program.utf8Length(from, size);
  }

  /** Makes bytes from one to another the text to be scanned. */
  loadBytes(owner: object, from: number, end: number, isUtf8: boolean): void {
    if (this.#loaded !== owner) this.#load(owner, () => this.#program.loadBytes(from, end, Number(isUtf8)));
  }

  /** Makes bytes, each of them a character, the text to be scanned: as many as it has room for. */
  loadCharacters(owner: object, bytes: Uint8Array): void {
    if (this.#loaded === owner) return;
    this.fill().set(bytes);
    this.loadBytes(owner, 0, bytes.length, false);
  }

  /**
   * Makes a string the text to be scanned.
   * @throws {Error} there is not the memory for it
   */
  loadText(owner: object, text: string): void {
    if (this.#loaded !== owner) this.#load(owner, () => this.#write(text));
  }

  /** Offsets at which the lines of the text begin. */
  lineStarts(): Uint32Array {
    const start = (this.#numbers[this.#found + field.lineStarts] ?? 0) >>> 2;
    const count = this.#numbers[this.#found + field.lineStartCount] ?? 0;
    return new Uint32Array(this.#numbers.subarray(start, start + count));
  }

  /**
   * Scans the text, once more where brackets do not match.
   * @returns what it found, which holds until the memory is used again
   * @throws {Error} there is not the memory for it
   */
  scanJavaScript(isTypescript: boolean, hasElements: boolean): Found {
    this.#try(() => this.#program.scanJavaScript(Number(isTypescript), Number(hasElements)));
    const at = (offset: number): number => this.#numbers[this.#found + offset] ?? 0;
    return {
      peaks: peaksAt(this.#numbers, this.#found + field.peaks),
      lists: this.#numbers.subarray(at(field.lists) >>> 2, at(field.lists + 1) >>> 2),
      definitionCount: at(field.counts),
      importCount: at(field.counts + 1),
      literalCount: at(field.counts + 2),
    };
  }

  get #numbers(): Int32Array {
    const { buffer } = this.#program.memory;
    if (this.#view?.buffer !== buffer) this.#view = new Int32Array(buffer);
    return this.#view;
  }

  #write(text: string): number {
    const address = this.#program.prepare(text.length);
    Buffer.from(this.#program.memory.buffer, address, 2 * text.length).write(text, 'utf16le');
    // It grows no smaller again.
    if (text.length > keptUnits && kept === this) kept = undefined;
    return this.#program.loadUnits(text.length);
  }

  #load(owner: object, load: () => number): void {
    this.#loaded = undefined;
    this.#found = this.#try(load) >>> 2;
    this.#loaded = owner;
  }

  /** One that fails is not used again. */
  #try<Result>(run: () => Result): Result {
    try {
      return run();
    } catch (cause) {
      if (kept === this) kept = undefined;
      throw new Error('its brackets take more memory than a scan may have', { cause });
    }
  }
}

function peaksAt(numbers: Int32Array, place: number): Peaks {
  const at = (offset: number): number => numbers[place + offset] ?? 0;
  return {
    functionLines: at(0),
    classLines: at(1),
    parameters: at(2),
    complexity: at(3),
    nesting: at(4),
    classes: at(5),
    functions: at(6),
    enums: at(7),
  };
}

function newProgram(): ScannerExports {
  module ??= new WebAssembly.Module(Buffer.from(scannerProgram, 'base64'));
  return new WebAssembly.Instance(module).exports as ScannerExports;
}
