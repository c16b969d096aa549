import { bucketCount, bucketOf, type LatencyCounts } from './latencyCounts.ts';

/** Counts times in memory that does not grow, at the cost of an addition each. */
export class LatencyHistogram {
  readonly #counts = new Float64Array(bucketCount);
  #milliseconds = 0;

  record(milliseconds: number): void {
    const bucket = bucketOf(milliseconds);
    this.#counts[bucket] = (this.#counts[bucket] ?? 0) + 1;
    this.#milliseconds += milliseconds;
  }

  counts(): LatencyCounts {
    const buckets: [bucket: number, count: number][] = [];
    for (const [bucket, count] of this.#counts.entries()) if (count > 0) buckets.push([bucket, count]);
    return { buckets, milliseconds: this.#milliseconds };
  }
}
