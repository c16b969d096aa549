import { type LineRange, maximumRanges, type Overlap } from '../../../protocol/overlaps.ts';
import type { LineChange, LineSpan } from '../../git/lineChanges.ts';

type Ranges = Pick<Overlap, 'ranges' | 'omitted'>;

/**
 * The lines on our side that a branch changes, and what it has in their place.
 * @param ours changes since the text both sides had in common
 * @param theirs changes since the same text; those that we made as well are left out
 */
export function overlapRanges(ours: readonly LineChange[], theirs: readonly LineChange[]): Ranges {
  const own = new Set(ours.map(keyOf));
  const differing = theirs.filter((change) => !own.has(keyOf(change)));
  const ranges = differing.slice(0, maximumRanges).map((change) => rangeOf(ours, change));
  return { ranges, omitted: differing.length - ranges.length };
}

function rangeOf(ours: readonly LineChange[], { from, to }: LineChange): Ranges['ranges'][number] {
  // Git merges no changes that touch: neither do we tell them apart.
  const touching = ours.filter((own) => own.from.start <= from.end && from.start <= own.from.end);
  const before = ours.filter((own) => own.from.end < from.start);
  const start = Math.min(from.start, ...touching.map((own) => own.from.start)) + growth(before);
  const end = Math.max(from.end, ...touching.map((own) => own.from.end)) + growth(before) + growth(touching);
  return { here: lineRange({ start, end }), there: lineRange(to), both: touching.length > 0 };
}

function growth(changes: readonly LineChange[]): number {
  return changes.reduce((sum, { from, to }) => sum + (to.end - to.start) - (from.end - from.start), 0);
}

function lineRange({ start, end }: LineSpan): LineRange {
  return { start: start + 1, count: end - start };
}

function keyOf({ from, digest }: LineChange): string {
  return `${from.start} ${from.end} ${digest}`;
}
