import { noLatencies, totalOf } from '../router/latencyCounts.ts';
import type { UpstreamTraffic } from '../router/trafficRouter.ts';
import { slotSpan, type TrafficSpan } from './trafficSpan.ts';
import { lastingStretches } from './verdict.ts';

export interface StretchSize {
  readonly milliseconds: number;
  readonly requests: number;
}

/** The time of an observation in stretches that follow one another, each long enough to say something. */
export class Stretches {
  readonly #size: StretchSize;
  #begin: readonly UpstreamTraffic[];
  #begunAt = performance.now();
  #latest: readonly TrafficSpan[] = [];

  /** @param begin what was reported on the slot's instances when the first one begins; nothing where there were no requests yet */
  constructor(size: StretchSize, begin: readonly UpstreamTraffic[]) {
    this.#size = size;
    this.#begin = begin;
  }

  /** Ends the present stretch where it is long enough. Returns as many of the last ones as a verdict looks at. */
  until(now: readonly UpstreamTraffic[]): readonly TrafficSpan[] {
    const span = slotSpan(this.#begin, now);
    const timed = totalOf(span.firstByte ?? noLatencies) + totalOf(span.waiting);
    const { milliseconds, requests } = this.#size;
    if (timed >= requests && performance.now() - this.#begunAt >= milliseconds) {
      this.#latest = [...this.#latest, span].slice(-lastingStretches);
      this.#begin = now;
      this.#begunAt = performance.now();
    }
    return this.#latest;
  }
}
