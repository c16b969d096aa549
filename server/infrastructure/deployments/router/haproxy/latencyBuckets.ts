import { bucketOf } from '../latencyCounts.ts';

const shortestMicroseconds = 64;
const longestMicroseconds = 2 ** 31 - 1;
/** HAProxy looks a time up in a list, so there are fewer steps than the embedded router has: each 1/8 longer. */
const growth = 1.125;

/** The map from microseconds, as ranges, to buckets of the router's histogram: a time is known to 9 %. */
export function latencyBuckets(): Map<string, string> {
  const ranges = new Map<string, string>();
  for (let from = 0; from < longestMicroseconds; ) {
    const next = Math.min(Math.max(shortestMicroseconds, Math.ceil(from * growth)), longestMicroseconds);
    ranges.set(`${from}:${next - 1}`, String(bucketOf((from + next) / 2000)));
    from = next;
  }
  return ranges;
}
