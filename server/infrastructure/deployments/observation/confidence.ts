import { type LatencyCounts, latencyAt, rangeOf, totalOf } from '../router/latencyCounts.ts';
import { probabilityOfAtLeast } from './binomial.ts';

/**
 * How probable it may be that chance alone makes a good release look bad, at one look. Many looks follow one another while a
 * release is observed, so it has to be well below the 1 % that all of them may come to.
 */
const chance = 0.001;

/**
 * As `chance`, for what the release before measured. It may be more, since both have to err at once for a false alarm: so
 * fewer requests are enough to see that a release is slow. `falseAlarms.test.ts` shows what comes of both.
 */
const chanceOfBaseline = 0.05;

/** Whether so many of the trials cannot be explained by a true share of this much. */
export function isShareSurelyAbove(share: number, successes: number, trials: number): boolean {
  return successes > trials * share && probabilityOfAtLeast(successes, trials, share) < chance;
}

/**
 * A time that the percentile of what was measured is surely not above: the first of the sorted times that lies above the
 * true percentile with enough confidence (order statistics); the longest one where there are too few. Null without times.
 */
export function percentileSurelyBelow(counts: LatencyCounts, percent: number): number | null {
  const total = totalOf(counts);
  let [low, high] = [1, Math.max(total, 1)];
  while (low < high) {
    const rank = Math.floor((low + high) / 2);
    if (probabilityOfAtLeast(rank, total, percent / 100) < chanceOfBaseline) high = rank;
    else low = rank + 1;
  }
  return latencyAt(counts, low)?.below ?? null;
}

/** Whether the percentile of what was measured is surely above this time: more lie above it than chance allows. */
export function isPercentileSurelyAbove(
  milliseconds: number,
  counts: LatencyCounts,
  percent: number,
): boolean {
  return isShareSurelyAbove(1 - percent / 100, longerThan(milliseconds, counts), totalOf(counts));
}

function longerThan(milliseconds: number, { buckets }: LatencyCounts): number {
  return buckets.reduce(
    (sum, [bucket, count]) => (rangeOf(bucket).atLeast >= milliseconds ? sum + count : sum),
    0,
  );
}
