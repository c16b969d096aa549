import { type PeakName, type Peaks, peakNames } from './peaks.ts';

/** Where the fields of `Found` of `scanner/found.ts` stand. */
const field = {
  lineStarts: 0,
  lineStartCount: 1,
  lists: 2,
  listsEnd: 3,
  definitionCount: 4,
  importCount: 5,
  literalCount: 6,
  commentCount: 7,
  peaks: 8,
} as const;
const fieldCount = field.peaks + peakNames.length;

/** Where the offsets at which lines begin lie in a scanner's memory, and how many they are. */
export function lineStartsAt(memory: Int32Array, place: number): { start: number; count: number } {
  return {
    start: (memory[place + field.lineStarts] ?? 0) >>> 2,
    count: memory[place + field.lineStartCount] ?? 0,
  };
}

/** What a scanner found in a text, as numbers in its memory or as a copy of them. */
export class Found implements Peaks {
  readonly #fields: Int32Array;
  readonly #place: number;
  readonly #lists: Int32Array | undefined;

  /** @param lists a copy of its lists; without it they lie where its fields say */
  constructor(memory: Int32Array, place: number, lists?: Int32Array) {
    this.#fields = memory;
    this.#place = place;
    this.#lists = lists;
  }

  /** The same, to be asked when the memory has been used for other texts. */
  copy(): Found {
    const fields = this.#fields.slice(this.#place, this.#place + fieldCount);
    return new Found(fields, 0, this.lists.slice());
  }

  /** Definitions, imports, literals that span lines and docstrings, one list behind the other. */
  get lists(): Int32Array {
    if (this.#lists) return this.#lists;
    return this.#fields.subarray(this.#at(field.lists) >>> 2, this.#at(field.listsEnd) >>> 2);
  }

  get definitionCount(): number {
    return this.#at(field.definitionCount);
  }

  get importCount(): number {
    return this.#at(field.importCount);
  }

  get literalCount(): number {
    return this.#at(field.literalCount);
  }

  get commentCount(): number {
    return this.#at(field.commentCount);
  }

  peak(name: PeakName): number {
    return this.#at(field.peaks + peakNames.indexOf(name));
  }

  areBelow(least: readonly number[]): boolean {
    for (let i = 0; i < least.length; i++) if (this.#at(field.peaks + i) >= (least[i] ?? 0)) return false;
    return true;
  }

  #at(index: number): number {
    return this.#fields[this.#place + index] ?? 0;
  }
}

/** What a text has in which nothing is looked for. */
export const nothingFound = new Found(new Int32Array(fieldCount), 0, new Int32Array(0));
