import { type FlatResults, flatResults, resultsOf } from './flatResults.ts';
import type { ScannedShare } from './scanShare.ts';

/** A share in the form in which it crosses to another thread. */
export interface FlatShare extends FlatResults {
  readonly indices: Int32Array;
}

/** The same share, flat. */
export function flatShare({ indices, results }: ScannedShare): FlatShare {
  return { indices: Int32Array.from(indices), ...flatResults(results) };
}

/** The share that was made flat. */
export function shareOf({ indices, ...flat }: FlatShare): ScannedShare {
  return { indices: [...indices], results: resultsOf(flat) };
}
