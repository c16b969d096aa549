import type { Node } from '../syntax/expressionNodes.ts';

/** More words at once take longer to look for than what they would spare. */
const maximumWords = 32;

/** Where a text may spell one of several words: a place too many does no harm. */
export class WordPlaces {
  /** Undefined where they may be anywhere. */
  readonly #places: readonly number[] | undefined;

  constructor(text: string, words: Iterable<string>) {
    const literals = Array.from(words, (word) => word.replace(/\W/g, '\\$&'));
    if (literals.length === 0) this.#places = [];
    else if (literals.length <= maximumWords) this.#places = placesOf(text, literals.join('|'));
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
  const places = Array.from(text.matchAll(new RegExp(pattern, 'g')), ({ index }) => index);
  const foreign = Array.from(text.matchAll(/[\u0080-\uffff]+/g))
    .filter(([letters]) => mayBeAnotherSpelling(letters))
    .map(({ index }) => index);
  return foreign.length === 0 ? places : [...places, ...foreign].sort((a, b) => a - b);
}

/** Python takes `ｅval` for `eval`. */
function mayBeAnotherSpelling(letters: string): boolean {
  return letters.normalize('NFKC') !== letters || /^\p{M}/u.test(letters);
}
