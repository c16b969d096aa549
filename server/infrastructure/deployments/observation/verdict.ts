import type { ObservationLimits } from '../../../protocol/configuration/rolloutConfiguration.ts';
import { percentile, totalOf } from '../router/latencyCounts.ts';
import { isPercentileSurelyAbove, isShareSurelyAbove, percentileSurelyBelow } from './confidence.ts';
import { errorRatePercent, type TrafficSpan, timesWithOverdue } from './trafficSpan.ts';

/**
 * A release that is slower by less than this is not slow: 1 ms that become 2 are 100 % more, which nobody notices and which
 * a busy machine makes of any program.
 */
export const noticeableMilliseconds = 10;

/** A release is slow that is so in this many stretches in a row: a busy machine makes any program slow for a while. */
export const lastingStretches = 3;

/** A health check that fails, and how often in a row. */
export interface FailingCheck {
  readonly name: string;
  readonly inARow: number;
}

/** What is known of a release and of what it is compared with. */
export interface Evidence {
  readonly baseline: TrafficSpan;
  readonly observed: TrafficSpan;
  /** As `observed`, without the time in which a program warms up; null until that is over. */
  readonly settled: TrafficSpan | null;
  /** The last stretches of `settled`, at most so many as have to be slow. */
  readonly latest: readonly TrafficSpan[];
  readonly failing: FailingCheck | null;
}

export interface Verdict {
  readonly kind: 'healthy' | 'not-enough' | 'roll-back';
  readonly sentence: string;
}

/** Whether a release has to go back, and on what that rests: only what chance does not explain is a reason. */
export function verdict(limits: ObservationLimits, evidence: Evidence): Verdict {
  const { failing } = evidence;
  if (failing !== null && failing.inARow >= limits.failedChecks)
    return { kind: 'roll-back', sentence: `Its check ${failing.name} failed ${times(failing.inARow)}.` };
  const findings = [errorVerdict(limits, evidence), latencyVerdict(limits, evidence)];
  return (
    findings.find(({ kind }) => kind === 'roll-back') ??
    findings.find(({ kind }) => kind === 'not-enough') ?? {
      kind: 'healthy',
      sentence: findings.map(({ sentence }) => sentence).join(' '),
    }
  );
}

function errorVerdict(limits: ObservationLimits, { baseline, observed }: Evidence): Verdict {
  const { errorRatePercent: limit, minimumRequests } = limits;
  const { requests, errors } = observed;
  const rate = errorRatePercent(observed);
  const found = `${percent(rate)} of ${counted(requests)} failed`;
  if (requests < minimumRequests) return tooFew(requests, minimumRequests);
  if (rate <= limit) return { kind: 'healthy', sentence: `${found}.` };
  if (isAsBad(baseline, limits) && !isSurelyWorse(baseline, observed)) {
    const before = `${percent(errorRatePercent(baseline))} of ${counted(baseline.requests)}`;
    return {
      kind: 'healthy',
      sentence: `${found}, but so did ${before} to the other release: going back would not help.`,
    };
  }
  return isShareSurelyAbove(limit / 100, errors, requests)
    ? { kind: 'roll-back', sentence: `${found} (at most ${percent(limit)} may).` }
    : { kind: 'not-enough', sentence: `${found}; that these are more than ${percent(limit)} may be chance.` };
}

/** Whether the other release fails as often, so that there is no sense in going back to it. */
function isAsBad(
  baseline: TrafficSpan,
  { errorRatePercent: limit, minimumRequests }: ObservationLimits,
): boolean {
  return baseline.requests >= minimumRequests && errorRatePercent(baseline) > limit;
}

/** Of the errors of both, each release has a part like its part of the requests, were they equal. */
function isSurelyWorse(baseline: TrafficSpan, observed: TrafficSpan): boolean {
  const part = observed.requests / (observed.requests + baseline.requests);
  return isShareSurelyAbove(part, observed.errors, observed.errors + baseline.errors);
}

function latencyVerdict(limits: ObservationLimits, { baseline, settled, latest }: Evidence): Verdict {
  const { slowerPercent, minimumRequests } = limits;
  const before = baseline.firstByte;
  if (settled === null)
    return { kind: 'not-enough', sentence: 'It has only just got its first requests and warms up.' };
  if (before === null || settled.firstByte === null)
    return { kind: 'healthy', sentence: 'The router measures no latency.' };
  if (totalOf(before) < minimumRequests) {
    const few = `${counted(totalOf(before))} to compare with`;
    return { kind: 'healthy', sentence: `Latency was not compared: there were only ${few}.` };
  }
  const allowed = slowest(percentileSurelyBelow(before, 95) ?? 0, slowerPercent);
  const now = timesWithOverdue(settled, allowed);
  if (totalOf(now) < minimumRequests) {
    const sentence = `How fast it is was measured on ${counted(totalOf(now))} only; ${minimumRequests} are needed.`;
    return { kind: 'not-enough', sentence };
  }
  const [then, p95] = [percentile(before, 95) ?? 0, percentile(now, 95) ?? 0];
  const found = `The 95th percentile of ${counted(totalOf(now))} is ${milliseconds(p95)} against ${milliseconds(then)} of ${counted(totalOf(before))}`;
  if (isPercentileSurelyAbove(allowed, now, 95))
    return isLasting(latest, allowed)
      ? { kind: 'roll-back', sentence: `${found}: ${slower(slowerPercent)}.` }
      : { kind: 'not-enough', sentence: `${found}; that has not lasted.` };
  return p95 > slowest(then, slowerPercent)
    ? { kind: 'not-enough', sentence: `${found}, which may be chance.` }
    : { kind: 'healthy', sentence: `${found}.` };
}

function isLasting(latest: readonly TrafficSpan[], allowed: number): boolean {
  const isSlow = (span: TrafficSpan) => (percentile(timesWithOverdue(span, allowed), 95) ?? 0) > allowed;
  return latest.length >= lastingStretches && latest.every(isSlow);
}

function slowest(p95: number, slowerPercent: number): number {
  return Math.max(p95 * (1 + slowerPercent / 100), p95 + noticeableMilliseconds);
}

function slower(slowerPercent: number): string {
  return `more than ${percent(slowerPercent)} and more than ${noticeableMilliseconds} ms slower`;
}

function tooFew(requests: number, minimum: number): Verdict {
  const answered = requests === 0 ? 'no request' : `only ${counted(requests)}`;
  return { kind: 'not-enough', sentence: `It had ${answered}; ${minimum} are needed to judge it.` };
}

function times(number: number): string {
  return number === 1 ? 'once' : `${number} times in a row`;
}

function counted(requests: number): string {
  return requests === 1 ? '1 request' : `${requests.toLocaleString('en')} requests`;
}

function percent(value: number): string {
  return `${value.toFixed(value >= 10 ? 0 : 1).replace('.0', '')} %`;
}

function milliseconds(value: number): string {
  return `${value >= 10 ? Math.round(value).toLocaleString('en') : value.toFixed(1)} ms`;
}
