import type { MeasuredTraffic } from '../../../protocol/deployments.ts';
import {
  type LatencyCounts,
  latenciesBetween,
  latenciesOfBoth,
  noLatencies,
  percentile,
  rangeOf,
  totalOf,
} from '../router/latencyCounts.ts';
import type { UpstreamTraffic } from '../router/trafficRouter.ts';

/** What a slot made of its requests in a span of time. */
export interface TrafficSpan {
  /** Requests that were answered or failed. */
  readonly requests: number;
  /** Those of them that failed or were answered with 5xx. */
  readonly errors: number;
  /** Times to the first byte; null where the router measures none. */
  readonly firstByte: LatencyCounts | null;
  /** How long requests have been waiting for it when the span ends. */
  readonly waiting: LatencyCounts;
}

export const noTraffic: TrafficSpan = {
  requests: 0,
  errors: 0,
  firstByte: noLatencies,
  waiting: noLatencies,
};

/** What came between two reports on one instance; all of the later one where the counts began anew, or nothing came before. */
export function spanBetween(earlier: UpstreamTraffic | undefined, later: UpstreamTraffic): TrafficSpan {
  const before = earlier?.since === later.since ? earlier : undefined;
  const errors = later.errors - (before?.errors ?? 0);
  const begun = later.requests - (before?.requests ?? 0);
  const waiting = later.waiting ?? noLatencies;
  const ended = begun + totalOf(before?.waiting ?? noLatencies) - totalOf(waiting);
  return {
    requests: Math.max(ended, errors),
    errors,
    firstByte: later.firstByte && latenciesBetween(before?.firstByte ?? noLatencies, later.firstByte),
    waiting,
  };
}

/** What the instances of a slot made of their requests between two reports on each, together. */
export function slotSpan(
  earlier: readonly UpstreamTraffic[],
  later: readonly UpstreamTraffic[],
): TrafficSpan {
  return spansTogether(
    later.map((report) =>
      spanBetween(
        earlier.find(({ port }) => port === report.port),
        report,
      ),
    ),
  );
}

export function spansTogether(spans: readonly TrafficSpan[]): TrafficSpan {
  return spans.reduce(together, noTraffic);
}

function together(one: TrafficSpan, other: TrafficSpan): TrafficSpan {
  return {
    requests: one.requests + other.requests,
    errors: one.errors + other.errors,
    firstByte: one.firstByte && other.firstByte && latenciesOfBoth(one.firstByte, other.firstByte),
    waiting: latenciesOfBoth(one.waiting, other.waiting),
  };
}

export function errorRatePercent({ requests, errors }: TrafficSpan): number {
  return requests === 0 ? 0 : (errors / requests) * 100;
}

/** Times to the first byte, and of requests that have waited at least so long without one the time they have waited. */
export function timesWithOverdue({ firstByte, waiting }: TrafficSpan, milliseconds: number): LatencyCounts {
  return latenciesOfBoth(firstByte ?? noLatencies, overdue(waiting, milliseconds));
}

/** The span in the figures that a deployment shows; requests overdue by these milliseconds are among its times. */
export function measuredTraffic(span: TrafficSpan, overdueMilliseconds = Infinity): MeasuredTraffic {
  return {
    requests: span.requests,
    errorRatePercent: rounded(errorRatePercent(span)),
    p95Milliseconds: roundedOrNull(percentile(timesWithOverdue(span, overdueMilliseconds), 95)),
  };
}

function overdue({ buckets }: LatencyCounts, milliseconds: number): LatencyCounts {
  const late = buckets.filter(([bucket]) => rangeOf(bucket).atLeast >= milliseconds);
  return { buckets: late, milliseconds: 0 };
}

function roundedOrNull(value: number | null): number | null {
  return value === null ? null : rounded(value);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
