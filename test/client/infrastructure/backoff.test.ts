import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Backoff } from '../../../client/infrastructure/backoff.ts';

const policy = { first: 100, longest: 1_000, limit: 6 };

describe('Backoff', () => {
  it('doubles up to the longest wait and ends at the limit', () => {
    const backoff = new Backoff(policy, () => 1);
    const waits = Array.from({ length: 7 }, () => backoff.next());
    expect(waits).toEqual([100, 200, 400, 800, 1_000, 1_000, undefined]);
  });

  it('starts over once the service has proven itself', () => {
    const backoff = new Backoff(policy, () => 1);
    backoff.next();
    backoff.next();
    backoff.reset();
    expect(backoff.next()).toBe(100);
  });

  it('waits between half and all of the step, whatever the dice say', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), (dice) => {
        const wait = new Backoff(policy, () => dice).next() ?? Number.NaN;
        expect(wait).toBeGreaterThanOrEqual(50);
        expect(wait).toBeLessThanOrEqual(100);
      }),
    );
  });
});
