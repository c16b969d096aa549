import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { probabilityOfAtLeast } from '../../../../server/infrastructure/deployments/observation/binomial.ts';

/** The sum itself, term by term. */
function summed(successes: number, trials: number, probability: number): number {
  let [term, sum] = [(1 - probability) ** trials, 0];
  for (let k = 0; k <= trials; k++) {
    if (k >= successes) sum += term;
    term *= ((trials - k) / (k + 1)) * (probability / (1 - probability));
  }
  return sum;
}

describe('the probability of at least so many successes', () => {
  it('is the sum of the binomial distribution', () => {
    const trials = fc.integer({ min: 1, max: 300 });
    const probability = fc.double({ min: 0.001, max: 0.9, noNaN: true });
    fc.assert(
      fc.property(trials, fc.nat(300), probability, (n, k, p) => {
        expect(probabilityOfAtLeast(k, n, p)).toBeCloseTo(summed(k, n, p), 9);
      }),
      { numRuns: 1000 },
    );
  });

  it('is known at its ends', () => {
    expect(probabilityOfAtLeast(0, 10, 0.5)).toBe(1);
    expect(probabilityOfAtLeast(11, 10, 0.5)).toBe(0);
    expect(probabilityOfAtLeast(1, 10, 0)).toBe(0);
    expect(probabilityOfAtLeast(10, 10, 1)).toBe(1);
  });

  it('stays right with very many trials: half of them at the mean, and falling with every success', () => {
    for (const trials of [1e4, 1e6, 1e8]) {
      const mean = trials * 0.05;
      const deviation = Math.sqrt(trials * 0.05 * 0.95);
      const at = (z: number) => probabilityOfAtLeast(Math.round(mean + z * deviation), trials, 0.05);
      expect(at(0)).toBeCloseTo(0.5, 1);
      expect(at(3.09)).toBeCloseTo(0.001, 3);
      expect(at(1)).toBeLessThan(at(0.9));
    }
  });
});
