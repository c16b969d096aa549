import { skipSpaceAndComments } from './comments.ts';
import type { DamageList } from './damage.ts';
import type { JsonText } from './jsonText.ts';

/** Where the reader of a text stands. */
export class ReaderState {
  readonly source: JsonText;
  readonly damages: DamageList;
  /** Offset of what is read next. */
  at = 0;
  /** Offset behind the last value, bracket or name. */
  lastEnd = 0;
  /** Of the comma behind the last value; -1 where none was read. */
  lastComma = -1;

  constructor(source: JsonText, damages: DamageList) {
    this.source = source;
    this.damages = damages;
  }

  /** The unit that is read next, behind space and comments; NaN at the end. */
  next(): number {
    this.at = skipSpaceAndComments(this.source, this.at, this.damages);
    return this.source.code(this.at);
  }

  /** Goes on behind something that was read. */
  passTo(end: number): void {
    this.at = end;
    this.lastEnd = end;
  }

  get isAtEnd(): boolean {
    return this.at >= this.source.length;
  }
}
