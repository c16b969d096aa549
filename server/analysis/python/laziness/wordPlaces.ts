import type { Node } from '../syntax/expressionNodes.ts';

/** More words at once take longer to look for than what they would spare. */
const maximumWords = 32;

/** Where a text may spell one of several words: a place too many does no harm. */
export class WordPlaces {
  /** Undefined where they may be anywhere. */
  readonly #places: readonly number[] | undefined;

  /** @param otherSpellings those of the text */
  constructor(text: string, words: Iterable<string>, otherSpellings: readonly number[]) {
    const literals = Array.from(words, (word) => word.replace(/\W/g, '\\$&'));
    if (literals.length > maximumWords) return;
    const places = literals.length === 0 ? [] : placesOf(text, literals.join('|'));
    this.#places =
      otherSpellings.length === 0 ? places : [...places, ...otherSpellings].sort((a, b) => a - b);
  }

  /** Whether a place lies within a node. */
  within({ start, end }: Pick<Node, 'start' | 'end'>): boolean {
    const places = this.#places;
    if (places === undefined) return true;
    let low = 0;
    let high = places.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((places[middle] ?? 0) < start) low = middle + 1;
      else high = middle;
    }
    return (places[low] ?? end) < end;
  }
}

function placesOf(text: string, pattern: string): number[] {
  return Array.from(text.matchAll(new RegExp(pattern, 'g')), ({ index }) => index);
}

/** Where a text may spell any word in other letters: Python takes `ｅval` for `eval`. */
export function otherSpellings(text: string): number[] {
  return Array.from(text.matchAll(/[\u0080-\uffff]+/g))
    .filter(([letters]) => letters.normalize('NFKC') !== letters || /^\p{M}/u.test(letters))
    .map(({ index }) => index);
}
