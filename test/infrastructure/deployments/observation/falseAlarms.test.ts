import { describe, expect, it } from 'vitest';
import {
  noTraffic,
  type TrafficSpan,
} from '../../../../server/infrastructure/deployments/observation/trafficSpan.ts';
import { verdict } from '../../../../server/infrastructure/deployments/observation/verdict.ts';
import { latenciesOfBoth } from '../../../../server/infrastructure/deployments/router/latencyCounts.ts';
import { LatencyHistogram } from '../../../../server/infrastructure/deployments/router/latencyHistogram.ts';
import { observation } from '../../../../server/protocol/configuration/rolloutConfiguration.ts';

const limits = observation.parse({});
const runs = 250;
const looks = 10;

/** The same numbers in every run of the tests (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Program {
  /** Median of its times in milliseconds; one in a hundred takes six times as long or more, as programs do. */
  readonly milliseconds: number;
  readonly errorRate: number;
}

function serve({ milliseconds, errorRate }: Program, requests: number, random: () => number): TrafficSpan {
  const histogram = new LatencyHistogram();
  let errors = 0;
  for (let n = 0; n < requests; n++) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    histogram.record(milliseconds * Math.exp(0.8 * normal));
    if (random() < errorRate) errors += 1;
  }
  return { requests, errors, firstByte: histogram.counts(), waiting: noTraffic.waiting };
}

function together(one: TrafficSpan, other: TrafficSpan): TrafficSpan {
  const firstByte = latenciesOfBoth(one.firstByte ?? noTraffic.waiting, other.firstByte ?? noTraffic.waiting);
  return { ...one, requests: one.requests + other.requests, errors: one.errors + other.errors, firstByte };
}

interface Trial {
  readonly old: Program;
  readonly next: Program;
  readonly perLook: number;
  readonly slowerPercent: number;
}

/** Whether a release went back at any of the looks while it was observed. */
function goesBack({ old, next, perLook, slowerPercent }: Trial, random: () => number): boolean {
  const baseline = serve(old, perLook * looks, random);
  let observed: TrafficSpan = { ...noTraffic };
  const latest: TrafficSpan[] = [];
  for (let look = 0; look < looks; look++) {
    const span = serve(next, perLook, random);
    observed = together(observed, span);
    if (latest.push(span) > 3) latest.shift();
    const { kind } = verdict(
      { ...limits, slowerPercent },
      { baseline, observed, settled: observed, latest, failing: null },
    );
    if (kind === 'roll-back') return true;
  }
  return false;
}

/** Part of the releases that go back. */
function share(trial: Trial): number {
  const random = randomNumbers(trial.perLook);
  return Array.from({ length: runs }, () => goesBack(trial, random)).filter(Boolean).length / runs;
}

const fine: Program = { milliseconds: 80, errorRate: 0.01 };

describe(`of ${runs} releases, each looked at ${looks} times while it is observed`, () => {
  it.each([
    ['5 requests a look', 5, {}, 20],
    ['20 requests a look', 20, {}, 20],
    ['100 requests a look', 100, {}, 20],
    // Where nothing but the confidence keeps them from it: no margin, or an error rate at the limit or beyond.
    ['no margin for latency', 100, { milliseconds: 800 }, 0],
    ['errors at the limit', 100, { errorRate: 0.05 }, 20],
    ['errors beyond the limit', 100, { errorRate: 0.07 }, 20],
  ])(
    'fewer than one in a hundred goes back that is as the one before, with %s',
    (_, perLook, program, slowerPercent) => {
      const same = { ...fine, ...program };
      expect(share({ old: same, next: same, perLook, slowerPercent })).toBeLessThan(0.01);
    },
  );

  it.each([
    ['twice as slow', 100, { milliseconds: 160 }],
    ['half as slow again', 500, { milliseconds: 120 }],
    ['failing three times in ten', 20, { errorRate: 0.3 }],
    ['failing eight times in a hundred', 300, { errorRate: 0.08 }],
  ])('nearly every one goes back that is %s', (_, perLook, program) => {
    expect(share({ old: fine, next: { ...fine, ...program }, perLook, slowerPercent: 20 })).toBeGreaterThan(
      0.98,
    );
  });
});
