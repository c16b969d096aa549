import type { Heartbeat } from '../../../protocol/agents.ts';
import { type Clock, momentOf } from '../../clock.ts';
import type { HeartbeatTable } from '../../events/heartbeatTable.ts';
import { type AgentReport, nothingSaid, readReport, reportAfter } from './agentReport.ts';

export interface HeartbeatEntry {
  readonly report: AgentReport;
  /** When the last sign came; ISO 8601 in UTC. */
  readonly time: string;
  /** Moment at which its output was new; null where it never told any. */
  readonly output: number | null;
}

/** The newest sign of life of each agent by the API, and what they have said with them. */
export class HeartbeatBook {
  readonly #table: HeartbeatTable;
  readonly #clock: Clock;
  readonly #entries = new Map<string, HeartbeatEntry>();

  constructor(table: HeartbeatTable, clock: Clock) {
    this.#table = table;
    this.#clock = clock;
    for (const [id, { time, data }] of table.latest())
      this.#entries.set(id, this.#entry(readReport(data), time, null));
  }

  get(id: string): HeartbeatEntry | undefined {
    return this.#entries.get(id);
  }

  ids(): Iterable<string> {
    return this.#entries.keys();
  }

  record(id: string, said: Heartbeat): HeartbeatEntry {
    const before = this.#entries.get(id);
    // After the clock was set back: the table keeps the latest, and that is to be this one.
    const after = before === undefined ? 0 : Date.parse(before.time) + 1;
    const time = new Date(Math.max(this.#clock.wall(), after)).toISOString();
    const report = reportAfter(before?.report ?? nothingSaid, said, time);
    const isNew = report.output !== before?.report.output;
    return this.#keep(id, this.#entry(report, time, isNew ? null : before.output));
  }

  /** Remembers that the process an agent named was seen to run on this machine. */
  identify(id: string, host: string): void {
    const entry = this.#entries.get(id);
    if (!entry?.report.process) return;
    const process = { ...entry.report.process, seenOn: host };
    this.#keep(id, { ...entry, report: { ...entry.report, process } });
  }

  #entry(report: AgentReport, time: string, output: number | null): HeartbeatEntry {
    const at = report.outputAt;
    const told = at === null ? null : momentOf(this.#clock, Date.parse(at));
    return { report, time, output: output ?? told };
  }

  #keep(id: string, entry: HeartbeatEntry): HeartbeatEntry {
    this.#entries.set(id, entry);
    this.#table.record(id, entry.time, entry.report);
    return entry;
  }
}
