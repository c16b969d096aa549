import type { OffsetEdit } from '../../fixes/fix.ts';

/** A place at which a text is no JSON. */
export interface Damage {
  readonly start: number;
  readonly end: number;
  /** What is wrong, in lower case and without a full stop: `a comma is missing`. */
  readonly message: string;
  /** What mends it; undefined where what was meant cannot be known. */
  readonly edits: readonly OffsetEdit[] | undefined;
  /** What mending it takes away or leaves open: a sentence. */
  readonly note?: string;
}

/** More than this is no slip but another kind of file; the rest is counted, not kept. */
const maximumDamages = 50;

/** The damages of a text in the order in which they were met. */
export class DamageList {
  readonly found: Damage[] = [];
  /** Whether some were left out. */
  overflowed = false;

  add(damage: Damage): void {
    if (this.found.length < maximumDamages) this.found.push(damage);
    else this.overflowed = true;
  }

  /** Something is to be put in at a place. */
  insert(at: number, newText: string, message: string): void {
    this.add({ start: at, end: at, message, edits: [{ start: at, end: at, newText }] });
  }

  /** Something is to be replaced. */
  replace(start: number, end: number, newText: string, message: string): void {
    this.add({ start, end, message, edits: [{ start, end, newText }] });
  }

  /** Nobody can tell what was meant. */
  unknown(start: number, end: number, message: string): void {
    this.add({ start, end, message, edits: undefined });
  }
}

const shownCharacters = 40;

/** Words of a file as they may stand in a sentence: one line, cut where it is long. */
export function quoted(words: string): string {
  const plain = words
    .slice(0, 4 * shownCharacters)
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim();
  return `“${plain.length > shownCharacters ? `${plain.slice(0, shownCharacters)}…` : plain}”`;
}
