import { type LatencyCounts, latenciesOfBoth, noLatencies } from '../router/latencyCounts.ts';
import type { AnswerCounts, RouteTraffic, UpstreamTraffic } from '../router/trafficRouter.ts';

/** What went through a slot, whichever programs ran in it, since the service or the router was started. */
export interface SlotTotal {
  readonly answers: AnswerCounts;
  readonly failures: number;
  readonly firstByte: LatencyCounts;
  readonly receivedBytes: number;
  readonly sentBytes: number;
}

/** The programs of one slot that the router reports on. */
interface Counted {
  /** What those came to that it no longer reports on. */
  readonly past: SlotTotal;
  readonly present: ReadonlyMap<string, UpstreamTraffic>;
}

const nothing: SlotTotal = {
  answers: { '1xx': 0, '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0 },
  failures: 0,
  firstByte: noLatencies,
  receivedBytes: 0,
  sentBytes: 0,
};

/** Adds up by slot what the router counts by program, so that no total falls when a program is replaced. */
export class SlotTotals {
  readonly #counted = new Map<string, Counted>();

  record(reports: readonly RouteTraffic[]): void {
    const present = bySlot(reports);
    for (const slot of new Set([...this.#counted.keys(), ...present.keys()])) {
      const { past, present: before } = this.#counted.get(slot) ?? { past: nothing, present: new Map() };
      const now = present.get(slot) ?? new Map<string, UpstreamTraffic>();
      const gone = [...before].filter(([program]) => !now.has(program));
      this.#counted.set(slot, {
        past: gone.reduce((sum, [, report]) => plus(sum, report), past),
        present: now,
      });
    }
  }

  /** By `environment/team/slot`. */
  all(): Map<string, SlotTotal> {
    const sums = [...this.#counted].map(
      ([slot, { past, present }]) => [slot, [...present.values()].reduce(plus, past)] as const,
    );
    return new Map(sums);
  }

  /** Connections to a slot that are open. */
  connections(slot: string): number {
    const present = this.#counted.get(slot)?.present.values() ?? [];
    return [...present].reduce((sum, { connections }) => sum + connections, 0);
  }
}

function bySlot(reports: readonly RouteTraffic[]): Map<string, Map<string, UpstreamTraffic>> {
  const slots = new Map<string, Map<string, UpstreamTraffic>>();
  for (const { id, upstreams } of reports)
    for (const report of upstreams) {
      const slot = `${id}/${report.slot}`;
      const programs = slots.get(slot) ?? new Map<string, UpstreamTraffic>();
      slots.set(slot, programs.set(`${report.port} ${report.since}`, report));
    }
  return slots;
}

function plus(sum: SlotTotal, report: UpstreamTraffic): SlotTotal {
  const classes = Object.entries(sum.answers) as [keyof AnswerCounts, number][];
  const answers = classes.map(([name, count]) => [name, count + report.answers[name]]);
  return {
    answers: Object.fromEntries(answers) as AnswerCounts,
    failures: sum.failures + report.failures,
    firstByte: latenciesOfBoth(sum.firstByte, report.firstByte ?? noLatencies),
    receivedBytes: sum.receivedBytes + report.receivedBytes,
    sentBytes: sum.sentBytes + report.sentBytes,
  };
}
