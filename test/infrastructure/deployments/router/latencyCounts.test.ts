import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  bucketCount,
  bucketOf,
  type LatencyCounts,
  latenciesBetween,
  latenciesOfBoth,
  latencyAt,
  percentile,
  rangeOf,
  totalOf,
} from '../../../../server/infrastructure/deployments/router/latencyCounts.ts';
import { LatencyHistogram } from '../../../../server/infrastructure/deployments/router/latencyHistogram.ts';

const time = fc.double({ min: 0, max: 4_000_000, noNaN: true });
const times = fc.array(time, { maxLength: 200 });

function countsOf(values: readonly number[]): LatencyCounts {
  const histogram = new LatencyHistogram();
  for (const value of values) histogram.record(value);
  return histogram.counts();
}

describe('a bucket', () => {
  it('holds the times it says, to 1/32 of themselves', () => {
    fc.assert(
      fc.property(time, (value) => {
        const { atLeast, below } = rangeOf(bucketOf(value));
        expect(atLeast).toBeLessThanOrEqual(value);
        expect(below).toBeGreaterThan(Math.trunc(value * 1000) / 1000);
        expect(below - atLeast).toBeLessThanOrEqual(Math.max(0.001, atLeast / 32) + 1e-9);
      }),
    );
  });

  it('begins where the one before ends', () => {
    for (let bucket = 1; bucket < bucketCount; bucket++)
      expect(rangeOf(bucket).atLeast).toBe(rangeOf(bucket - 1).below);
  });

  it('is the first or the last for times that no clock should tell', () => {
    expect(bucketOf(-1)).toBe(0);
    expect([1e12, Infinity].map(bucketOf)).toEqual([bucketCount - 1, bucketCount - 1]);
  });
});

describe('counts', () => {
  it('of two moments subtract to what came between, and of two things add up', () => {
    fc.assert(
      fc.property(times, times, (before, between) => {
        const later = countsOf([...before, ...between]);
        expect(latenciesBetween(countsOf(before), later).buckets).toEqual(countsOf(between).buckets);
        expect(latenciesOfBoth(countsOf(before), countsOf(between)).buckets).toEqual(later.buckets);
      }),
    );
  });

  it('give every rank, and no percentile is off by more than 1.6 % of the true one', () => {
    fc.assert(
      fc.property(
        fc.array(time, { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 1, max: 99 }),
        (all, percent) => {
          const counts = countsOf(all);
          const sorted = all.toSorted((a, b) => a - b);
          expect(totalOf(counts)).toBe(all.length);
          for (const [index, value] of sorted.entries())
            expect(latencyAt(counts, index + 1)).toEqual(rangeOf(bucketOf(value)));
          expect(latencyAt(counts, all.length + 1)).toBeUndefined();
          const truth = sorted[Math.ceil((all.length * percent) / 100) - 1] ?? 0;
          expect(Math.abs((percentile(counts, percent) ?? -1) - truth)).toBeLessThanOrEqual(
            truth * 0.016 + 0.001,
          );
        },
      ),
    );
  });

  it('of nothing have no percentile', () => {
    expect(percentile(countsOf([]), 95)).toBeNull();
  });
});
