import type { RouteTraffic, UpstreamTraffic } from '../router/trafficRouter.ts';
import { spanBetween, spansTogether, type TrafficSpan } from './trafficSpan.ts';

/** Reports that are kept of each instance of a slot: the look-back is right to this part of itself. */
const reportsKept = 30;

interface KeptReport {
  /** As `performance.now()`: no jump of the clock makes a span longer. */
  readonly at: number;
  readonly report: UpstreamTraffic;
}

/**
 * What the router reported in the last minutes. It is kept in memory alone: where the service was started anew, a span
 * begins with the router's own counts, which go on without the service.
 */
export class TrafficHistory {
  readonly #lookBackSeconds: (route: string) => number;
  readonly #now: () => number;
  readonly #kept = new Map<string, KeptReport[]>();

  /** @param lookBackSeconds how far back spans of a route may reach */
  constructor(lookBackSeconds: (route: string) => number, now: () => number = () => performance.now()) {
    this.#lookBackSeconds = lookBackSeconds;
    this.#now = now;
  }

  record(reports: readonly RouteTraffic[]): void {
    const present = new Set<string>();
    for (const { id, upstreams } of reports)
      for (const report of upstreams) {
        const key = keyOf(id, report);
        present.add(key);
        this.#kept.set(key, this.#with(this.#kept.get(key) ?? [], report, this.#lookBackSeconds(id) * 1000));
      }
    for (const key of this.#kept.keys()) if (!present.has(key)) this.#kept.delete(key);
  }

  /**
   * What the instances of a slot, which are reported on now, made of their requests in the look-back of their route, or in fewer
   * seconds.
   */
  recent(route: string, instances: readonly UpstreamTraffic[], seconds = Infinity): TrafficSpan {
    const begin = this.#now() - Math.min(seconds, this.#lookBackSeconds(route)) * 1000;
    const spans = instances.map((report) => {
      const before = this.#kept.get(keyOf(route, report))?.findLast(({ at }) => at <= begin);
      return spanBetween(before?.report, report);
    });
    return spansTogether(spans);
  }

  /** One report is kept from before the look-back, so that a span of all of it has a beginning. */
  #with(kept: readonly KeptReport[], report: UpstreamTraffic, lookBack: number): KeptReport[] {
    const at = this.#now();
    const last = kept.at(-1);
    if (last && last.report.since === report.since && at - last.at < lookBack / reportsKept) return [...kept];
    const first = kept.findLastIndex((one) => one.at <= at - lookBack);
    // While nothing happens, the reports are one.
    const same = last?.report.since === report.since && last.report.requests === report.requests;
    return [...kept.slice(Math.max(first, 0)), { at, report: same ? last.report : report }];
  }
}

function keyOf(route: string, { slot, port }: UpstreamTraffic): string {
  return `${route}/${slot}:${port}`;
}
