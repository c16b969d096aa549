import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterAnswer, type Streak } from '../../../../server/infrastructure/deployments/health/threshold.ts';

const thresholds = fc.record({
  failureThreshold: fc.integer({ min: 1, max: 5 }),
  successThreshold: fc.integer({ min: 1, max: 5 }),
});
const answers = fc.array(fc.boolean(), { maxLength: 60 });

/** What Kubernetes says in words: the last N answers alike turn it. */
function turned(passing: boolean, seen: boolean[], failures: number, successes: number): boolean {
  const last = passing ? seen.slice(-failures) : seen.slice(-successes);
  const needed = passing ? failures : successes;
  return last.length === needed && last.every((ok) => ok !== passing);
}

describe('the thresholds of a health check', () => {
  it('turn it after exactly so many answers in a row, whatever came before', () => {
    void fc.assert(
      fc.property(thresholds, answers, fc.boolean(), (limits, all, begin) => {
        let streak: Streak = { passing: begin, against: 0 };
        let passing = begin;
        let seen: boolean[] = [];
        for (const ok of all) {
          streak = afterAnswer(streak, ok, limits);
          seen.push(ok);
          if (turned(passing, seen, limits.failureThreshold, limits.successThreshold)) {
            passing = !passing;
            seen = [];
          }
          expect(streak.passing).toBe(passing);
        }
      }),
    );
  });

  it('never turn it on an answer that agrees with it', () => {
    const agreeing = fc.property(thresholds, fc.boolean(), fc.nat(4), (limits, passing, against) => {
      expect(afterAnswer({ passing, against }, passing, limits)).toEqual({ passing, against: 0 });
    });
    void fc.assert(agreeing);
  });
});
