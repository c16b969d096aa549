import type { MeasuredTraffic } from '../../../protocol/deployments.ts';
import type {
  ObservationVerdict,
  ObservedRelease,
  ReleaseObservation,
  RunningObservation,
} from '../releaseObservation.ts';
import { bucketOf } from '../router/latencyCounts.ts';
import type { RouteTraffic, UpstreamTraffic } from '../router/trafficRouter.ts';
import { Stretches } from './stretches.ts';
import type { TrafficHistory } from './trafficHistory.ts';
import { measuredTraffic, noTraffic, slotSpan, type TrafficSpan } from './trafficSpan.ts';
import { type FailingCheck, verdict } from './verdict.ts';

/** Time in which a program that gets its first requests fills its caches and compiles: its latency says nothing yet. */
const warmUpMilliseconds = 2000;
const warmUpPart = 0.1;

export interface RouterObservationParts {
  /**
   * Asks the router what goes through it now.
   * @throws {Error} it does not answer
   */
  traffic(): Promise<readonly RouteTraffic[]>;
  readonly history: Pick<TrafficHistory, 'recent'>;
  /** The health check of a slot that has failed most often in a row; null where all pass. */
  failing(id: string): FailingCheck | null;
}

/** Observes releases by what the router measures on their requests. */
export class RouterObservation implements ReleaseObservation {
  readonly #parts: RouterObservationParts;

  constructor(parts: RouterObservationParts) {
    this.#parts = parts;
  }

  async begin(release: ObservedRelease): Promise<RunningObservation> {
    const reports = await this.#parts.traffic().catch(() => []);
    return new Observation(this.#parts, release, reports);
  }
}

/** What is reported on the instances of each slot. */
type SlotReports = ReadonlyMap<string, readonly UpstreamTraffic[]>;

/** One release that is observed. */
class Observation implements RunningObservation {
  readonly #parts: RouterObservationParts;
  readonly #release: ObservedRelease;
  /** The slots when it began. After a restart of the service that is not known, and all is counted. */
  readonly #atBegin: SlotReports;
  /** What was measured before the service was started anew. */
  readonly #resumed: MeasuredTraffic | null;
  readonly #before: TrafficSpan;
  readonly #warmUpTime: number;
  readonly #warmUp: NodeJS.Timeout | undefined;
  /** The slots when it had warmed up; undefined before. */
  #settled: SlotReports | undefined;
  #stretches: Stretches | undefined;

  constructor(parts: RouterObservationParts, release: ObservedRelease, reports: readonly RouteTraffic[]) {
    this.#parts = parts;
    this.#release = release;
    const { route, against, comparison, limits } = release;
    this.#resumed = comparison === 'after' ? release.baseline : null;
    this.#atBegin = this.#resumed ? new Map() : slotsOf(reports, route);
    const old = slotsOf(reports, route).get(against ?? '') ?? [];
    const recent = parts.history.recent(route, old);
    this.#before = this.#resumed ? remembered(this.#resumed) : recent;
    this.#warmUpTime = Math.min(warmUpMilliseconds, limits.seconds * 1000 * warmUpPart);
    if (this.#warmUpTime === 0) this.#settleAt(this.#atBegin);
    else this.#warmUp = setTimeout(() => void this.#settle(), this.#warmUpTime).unref();
  }

  async verdict(): Promise<ObservationVerdict> {
    const { route, slot, limits } = this.#release;
    let now: SlotReports;
    try {
      now = slotsOf(await this.#parts.traffic(), route);
    } catch {
      return this.#withoutRouter();
    }
    const observed = spanSince(this.#atBegin, now, slot);
    const settled = this.#settled ? spanSince(this.#settled, now, slot) : null;
    const later = now.get(slot);
    const latest = (later && this.#stretches?.until(later)) ?? [];
    const evidence = { baseline: this.#baseline(now), observed, settled, latest, failing: this.#failing() };
    const baseline = this.#resumed ?? measuredTraffic(evidence.baseline);
    return { ...verdict(limits, evidence), baseline, observed: measuredTraffic(observed) };
  }

  end(): void {
    clearTimeout(this.#warmUp);
  }

  /** The health checks go on without the router. */
  #withoutRouter(): ObservationVerdict {
    const evidence = {
      baseline: this.#before,
      observed: noTraffic,
      settled: null,
      latest: [],
      failing: this.#failing(),
    };
    const judged = verdict(this.#release.limits, evidence);
    const sentence = 'The router does not answer, so nothing is known of its requests.';
    return {
      ...(judged.kind === 'roll-back' ? judged : { kind: 'not-enough', sentence }),
      baseline: this.#resumed ?? measuredTraffic(this.#before),
      observed: null,
    };
  }

  #failing(): FailingCheck | null {
    return this.#parts.failing(`${this.#release.route}/${this.#release.slot}`);
  }

  #baseline(now: SlotReports): TrafficSpan {
    const { comparison, against } = this.#release;
    return comparison === 'after' ? this.#before : spanSince(this.#atBegin, now, against ?? '');
  }

  async #settle(): Promise<void> {
    const reports = await this.#parts.traffic().catch(() => undefined);
    this.#settleAt(reports === undefined ? this.#atBegin : slotsOf(reports, this.#release.route));
  }

  #settleAt(slots: SlotReports): void {
    const { slot, limits } = this.#release;
    const size = { milliseconds: this.#warmUpTime, requests: limits.minimumRequests };
    this.#settled = slots;
    this.#stretches = new Stretches(size, slots.get(slot) ?? []);
  }
}

/** What is only drained says nothing of the release that is in its slot now. */
function slotsOf(reports: readonly RouteTraffic[], route: string): SlotReports {
  const upstreams = reports.find(({ id }) => id === route)?.upstreams ?? [];
  return Map.groupBy(
    upstreams.filter(({ serves }) => serves),
    ({ slot }) => slot,
  );
}

function spanSince(begin: SlotReports, now: SlotReports, slot: string): TrafficSpan {
  return slotSpan(begin.get(slot) ?? [], now.get(slot) ?? []);
}

/** A baseline of which the figures alone are known: as if every request had taken what 95 % of them took at most. */
function remembered({ requests, errorRatePercent, p95Milliseconds }: MeasuredTraffic): TrafficSpan {
  const errors = Math.round((requests * errorRatePercent) / 100);
  if (p95Milliseconds === null || requests === 0) return { ...noTraffic, requests, errors };
  const firstByte = {
    buckets: [[bucketOf(p95Milliseconds), requests]] as const,
    milliseconds: requests * p95Milliseconds,
  };
  return { ...noTraffic, requests, errors, firstByte };
}
