/**
 * How many times fell into which bucket. Buckets are log-linear: up to 64 µs each is 1 µs wide, from there each power of two
 * has 32, so that a time is known to 1/32 of itself. Counts of one thing at two moments subtract, those of two things add.
 */
export interface LatencyCounts {
  /** Number of a bucket and how many times fell into it; ascending, none empty. */
  readonly buckets: readonly (readonly [bucket: number, count: number])[];
  /** Sum of all times. */
  readonly milliseconds: number;
}

/** A time as far as its bucket tells, in milliseconds. */
export interface LatencyRange {
  readonly atLeast: number;
  readonly below: number;
}

const linearBits = 5;
const perPowerOfTwo = 2 ** linearBits;
const longestMicroseconds = 2 ** 32 - 1;

/** Buckets for times up to 71 minutes; longer ones fall into the last. */
export const bucketCount = perPowerOfTwo * (32 - linearBits + 1);

export const noLatencies: LatencyCounts = { buckets: [], milliseconds: 0 };

/** The bucket of a time. */
export function bucketOf(milliseconds: number): number {
  const microseconds = Math.min(Math.max(0, Math.trunc(milliseconds * 1000)), longestMicroseconds);
  if (microseconds < perPowerOfTwo) return microseconds;
  const power = 31 - Math.clz32(microseconds);
  const place = (microseconds >>> (power - linearBits)) & (perPowerOfTwo - 1);
  return (power - linearBits + 1) * perPowerOfTwo + place;
}

/** The times that fall into a bucket. */
export function rangeOf(bucket: number): LatencyRange {
  if (bucket < perPowerOfTwo) return { atLeast: bucket / 1000, below: (bucket + 1) / 1000 };
  const width = 2 ** (Math.floor(bucket / perPowerOfTwo) - 1);
  const lowest = (perPowerOfTwo + (bucket % perPowerOfTwo)) * width;
  return { atLeast: lowest / 1000, below: (lowest + width) / 1000 };
}

export function totalOf({ buckets }: LatencyCounts): number {
  return buckets.reduce((sum, [, count]) => sum + count, 0);
}

/** What came between two moments of one thing. */
export function latenciesBetween(earlier: LatencyCounts, later: LatencyCounts): LatencyCounts {
  const before = new Map(earlier.buckets);
  const buckets = later.buckets
    .map(([bucket, count]) => [bucket, count - (before.get(bucket) ?? 0)] as const)
    .filter(([, count]) => count > 0);
  return { buckets, milliseconds: Math.max(0, later.milliseconds - earlier.milliseconds) };
}

/** The times of two things together. */
export function latenciesOfBoth(one: LatencyCounts, other: LatencyCounts): LatencyCounts {
  const counts = new Map(one.buckets);
  for (const [bucket, count] of other.buckets) counts.set(bucket, (counts.get(bucket) ?? 0) + count);
  const buckets = [...counts].sort(([a], [b]) => a - b);
  return { buckets, milliseconds: one.milliseconds + other.milliseconds };
}

/** The time that is the `rank`th from below, 1 first; undefined where there are not so many. */
export function latencyAt({ buckets }: LatencyCounts, rank: number): LatencyRange | undefined {
  let left = rank;
  for (const [bucket, count] of buckets) {
    left -= count;
    if (left <= 0) return rangeOf(bucket);
  }
  return undefined;
}

/** A percentile in milliseconds, right to 1.6 %; null without times. */
export function percentile(counts: LatencyCounts, percent: number): number | null {
  const range = latencyAt(counts, Math.max(1, Math.ceil((totalOf(counts) * percent) / 100)));
  return range === undefined ? null : (range.atLeast + range.below) / 2;
}
