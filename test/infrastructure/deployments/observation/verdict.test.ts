import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  noTraffic,
  type TrafficSpan,
} from '../../../../server/infrastructure/deployments/observation/trafficSpan.ts';
import {
  type Evidence,
  type Verdict,
  verdict,
} from '../../../../server/infrastructure/deployments/observation/verdict.ts';
import { LatencyHistogram } from '../../../../server/infrastructure/deployments/router/latencyHistogram.ts';
import { observation } from '../../../../server/protocol/configuration/rolloutConfiguration.ts';

const limits = observation.parse({});

/** Requests that took from half the time to the whole, evenly: the 95th percentile is 0.975 of it. */
function span(requests: number, milliseconds: number, errors = 0): TrafficSpan {
  const histogram = new LatencyHistogram();
  for (let n = 0; n < requests; n++) histogram.record(milliseconds * (0.5 + (0.5 * n) / requests));
  return { requests, errors, firstByte: histogram.counts(), waiting: noTraffic.waiting };
}

function judge(baseline: TrafficSpan, observed: TrafficSpan, more: Partial<Evidence> = {}): Verdict {
  return verdict(limits, {
    baseline,
    observed,
    settled: observed,
    latest: [observed, observed, observed],
    failing: null,
    ...more,
  });
}

describe('a release', () => {
  it('stays where it is as good as the one before', () => {
    expect(judge(span(1000, 100), span(1000, 100))).toEqual({
      kind: 'healthy',
      sentence:
        '0 % of 1,000 requests failed. The 95th percentile of 1,000 requests is 97 ms against 97 ms of 1,000 requests.',
    });
  });

  it('goes back where its check fails three times in a row, whatever its requests say', () => {
    const failing = { name: 'GET /health', inARow: 3 };
    expect(judge(span(1000, 100), span(0, 0), { failing })).toEqual({
      kind: 'roll-back',
      sentence: 'Its check GET /health failed 3 times in a row.',
    });
    expect(judge(span(9, 9), span(1000, 9), { failing: { ...failing, inARow: 2 } }).kind).toBe('healthy');
  });

  it('goes back where surely more than 5 % of its requests fail', () => {
    expect(judge(span(1000, 100), span(1000, 100, 90))).toEqual({
      kind: 'roll-back',
      sentence: '9 % of 1,000 requests failed (at most 5 % may).',
    });
    expect(judge(span(1000, 100), span(1000, 100, 50)).kind).toBe('healthy');
    expect(judge(noTraffic, span(50, 100, 25)).kind).toBe('roll-back');
  });

  it('is not judged by an error rate that may be chance', () => {
    expect(judge(span(1000, 100), span(100, 100, 7))).toEqual({
      kind: 'not-enough',
      sentence: '7 % of 100 requests failed; that these are more than 5 % may be chance.',
    });
  });

  it('does not go back to one that fails as often, but to one that fails less', () => {
    expect(judge(span(1000, 100, 200), span(1000, 100, 210))).toMatchObject({
      kind: 'healthy',
      sentence: expect.stringMatching(/^21 % of 1,000 requests failed, but so did 20 % .* would not help\./),
    });
    expect(judge(span(1000, 100, 60), span(1000, 100, 210)).kind).toBe('roll-back');
    // Three requests are no evidence for the other one.
    expect(judge(span(3, 100, 3), span(1000, 100, 210)).kind).toBe('roll-back');
  });

  it('goes back where its 95th percentile is surely more than 20 % above that of the one before', () => {
    expect(judge(span(2000, 100), span(2000, 150))).toEqual({
      kind: 'roll-back',
      sentence:
        'The 95th percentile of 2,000 requests is 145 ms against 97 ms of 2,000 requests: more than 20 % and more than 10 ms slower.',
    });
    expect(judge(span(2000, 100), span(2000, 115)).kind).toBe('healthy');
  });

  it('is not slow where that has not lasted for three stretches, each slow', () => {
    const [good, bad] = [span(700, 100), span(700, 150)];
    for (const latest of [[], [bad, bad], [good, bad, bad], [bad, bad, good]])
      expect(judge(span(2000, 100), span(2000, 150), { latest })).toMatchObject({
        kind: 'not-enough',
        sentence: expect.stringMatching(/of 2,000 requests; that has not lasted\.$/),
      });
  });

  it('is not slow by less than anybody notices, 1 ms against 1.3 or 9', () => {
    for (const slower of [1.3, 3, 9]) expect(judge(span(9000, 1), span(9000, slower)).kind).toBe('healthy');
    expect(judge(span(9000, 1), span(9000, 13)).kind).toBe('roll-back');
  });

  it('is not judged by a latency that may be chance', () => {
    const few = { ...span(60, 100), firstByte: span(60, 130).firstByte };
    expect(judge(span(60, 100), few)).toMatchObject({
      kind: 'not-enough',
      sentence: expect.stringMatching(/is 126 ms against 97 ms of 60 requests, which may be chance\.$/),
    });
  });

  it('is not judged on too few requests', () => {
    expect(judge(span(1000, 100), noTraffic)).toEqual({
      kind: 'not-enough',
      sentence: 'It had no request; 50 are needed to judge it.',
    });
    expect(judge(span(1000, 100), span(49, 900, 49))).toMatchObject({
      kind: 'not-enough',
      sentence: 'It had only 49 requests; 50 are needed to judge it.',
    });
  });

  it('is judged by its errors alone where there is nothing to compare its latency with', () => {
    expect(judge(span(3, 100), span(1000, 900))).toMatchObject({
      kind: 'healthy',
      sentence: expect.stringContaining(
        'Latency was not compared: there were only 3 requests to compare with.',
      ),
    });
    const unmeasured = { ...span(1000, 100), firstByte: null };
    expect(judge(unmeasured, unmeasured).kind).toBe('healthy');
    expect(judge(unmeasured, { ...unmeasured, errors: 500 }).kind).toBe('roll-back');
  });

  it('that answers nothing at all goes back: its requests have waited longer than any before', () => {
    const waiting = span(100, 3000).firstByte ?? noTraffic.waiting;
    expect(judge(span(1000, 100), { ...noTraffic, waiting })).toMatchObject({
      kind: 'roll-back',
      sentence: expect.stringMatching(/^The 95th percentile of 100 requests is 2,9\d\d ms against 97 ms/),
    });
    // Those that have only just been asked say nothing.
    const young = span(100, 1).firstByte ?? noTraffic.waiting;
    expect(judge(span(1000, 100), { ...noTraffic, waiting: young }).kind).toBe('not-enough');
  });
});

describe('a verdict', () => {
  const traffic = fc
    .tuple(fc.nat(3000), fc.integer({ min: 1, max: 5000 }), fc.nat(100))
    .map(([requests, time, percent]) => span(requests, time, Math.floor((requests * percent) / 100)));

  it('is a sentence, and never that of a release going back which is the same as the one before', () => {
    fc.assert(
      fc.property(traffic, traffic, (one, other) => {
        expect(judge(one, other).sentence).toMatch(/^[A-Z0-9].*\.$/);
        if (one.errors <= one.requests * 0.05 || one.requests >= 50)
          expect(judge(one, one).kind).not.toBe('roll-back');
      }),
    );
  });

  it('gets no better where a release has more errors or is slower', () => {
    const rank = { healthy: 0, 'not-enough': 1, 'roll-back': 2 };
    fc.assert(
      fc.property(traffic, fc.integer({ min: 50, max: 3000 }), fc.nat(1000), (baseline, requests, more) => {
        const [good, bad] = [span(requests, 100), span(requests, 100, Math.floor((requests * more) / 1000))];
        expect(rank[judge(baseline, bad).kind]).toBeGreaterThanOrEqual(rank[judge(baseline, good).kind]);
        const slow = span(requests, 100 + more);
        expect(rank[judge(baseline, slow).kind]).toBeGreaterThanOrEqual(rank[judge(baseline, good).kind]);
      }),
    );
  });
});
