import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phiOf, silenceOf } from '../../../../server/infrastructure/agents/judgement/phiAccrual.ts';
import { ArrivalWindow } from '../../../../server/infrastructure/agents/sources/arrivalWindow.ts';

const settings = { minimumDeviationSeconds: 0.1, acceptablePauseSeconds: 0 };
const rhythm = fc.record({
  count: fc.constant(100),
  mean: fc.double({ min: 1, max: 3_600_000, noNaN: true }),
  deviation: fc.double({ min: 0, max: 600_000, noNaN: true }),
});
const silence = fc.double({ min: 0, max: 1e9, noNaN: true });

/** Signs of life every so many milliseconds, a little early and late in turns. */
function steady(period: number, count = 100) {
  const window = new ArrivalWindow();
  for (let n = 0; n <= count; n++) window.arrive(n * period + (n % 2 === 0 ? 0 : period / 50));
  return window;
}

describe('phi', () => {
  it.each([
    [0, 0.301_03],
    [1, 0.799_55],
    [2, 1.643_02],
    [3, 2.869_67],
    [4.753_424, 6],
    [5.612_001, 8],
    [10, 23.118_05],
  ])('at %f deviations after the mean is %f, by the tail of the normal distribution', (deviations, phi) => {
    const known = { count: 100, mean: 1000, deviation: 100 };
    expect(phiOf(1000 + deviations * 100, known, settings)).toBeCloseTo(phi, 4);
    expect(silenceOf(phi, known, settings)).toBeCloseTo(1000 + deviations * 100, 1);
  });

  it('never falls while the silence lasts, and is a number however long that is', () => {
    fc.assert(
      fc.property(rhythm, silence, silence, (known, one, other) => {
        const [early, late] = [Math.min(one, other), Math.max(one, other)].map((at) =>
          phiOf(at, known, settings),
        );
        expect(late).toBeGreaterThanOrEqual(early ?? Number.NaN);
        expect(early).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('is reached after just the silence that is told for it', () => {
    fc.assert(
      fc.property(rhythm, fc.double({ min: 0.5, max: 30, noNaN: true }), (known, phi) => {
        const after = silenceOf(phi, known, settings);
        if (after > 0) expect(phiOf(after, known, settings)).toBeCloseTo(phi, 3);
      }),
    );
  });

  it('follows the period of an agent: the same silence means more of a fast one', () => {
    const [fast, slow] = [steady(1000).rhythm, steady(60_000).rhythm];
    expect(phiOf(5000, fast, settings)).toBeGreaterThan(8);
    expect(phiOf(5000, slow, settings)).toBeLessThan(0.1);
    expect(silenceOf(8, slow, settings)).toBeGreaterThan(60_000);
  });

  it('forgets a rhythm that is no more', () => {
    const window = steady(1000);
    for (let n = 1; n <= 101; n++) window.arrive(101_000 + n * 30_000);
    expect(window.rhythm).toMatchObject({ count: 100, mean: 30_000, deviation: 0 });
  });

  it('lets a pause pass that is acceptable, and no silence be too short for the least deviation', () => {
    const { rhythm: known } = steady(1000);
    const patient = { minimumDeviationSeconds: 0.1, acceptablePauseSeconds: 60 };
    expect(phiOf(30_000, known, patient)).toBeLessThan(0.1);
    const exact = { ...known, deviation: 0 };
    expect(phiOf(1001, exact, settings)).toBeLessThan(1);
  });
});
