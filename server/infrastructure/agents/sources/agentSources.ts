import { hostname } from 'node:os';
import type { Logger } from 'pino';
import type { Heartbeat } from '../../../protocol/agents.ts';
import type { Clock } from '../../clock.ts';
import type { HeartbeatTable } from '../../events/heartbeatTable.ts';
import type { Versioned } from '../../events/subject.ts';
import type { AgentFacts } from '../agentFacts.ts';
import type { AgentHistory } from '../lifecycle/agentSubject.ts';
import { HeartbeatBook } from './heartbeatBook.ts';
import { ProcessWatch } from './processWatch.ts';
import { SignsOfLife } from './signsOfLife.ts';
import { StatusWorkspaces } from './statusWorkspaces.ts';

export interface AgentSourcesParts {
  readonly workTree: string;
  readonly heartbeats: HeartbeatTable;
  readonly clock: Clock;
  readonly log: Logger;
  readonly processCheckMilliseconds: number;
  /** Called with the agents of whom something else is known now. */
  onChanged(ids: readonly string[]): void;
  /** Called when that may be any of them, and some may be gone. */
  onAllChanged(): void;
}

/** What agents say and show of themselves: status files, signs of life, processes. */
export class AgentSources {
  readonly #workspaces: StatusWorkspaces;
  readonly #heartbeats: HeartbeatBook;
  readonly #signs: SignsOfLife;
  readonly #processes: ProcessWatch;
  readonly #clock: Clock;

  constructor(parts: AgentSourcesParts) {
    const { clock, log } = parts;
    this.#clock = clock;
    this.#signs = new SignsOfLife(clock);
    this.#heartbeats = new HeartbeatBook(parts.heartbeats, clock);
    this.#processes = new ProcessWatch({
      intervalMilliseconds: parts.processCheckMilliseconds,
      onChanged: (ids) => parts.onChanged(ids),
      onIdentified: (id) => {
        this.#heartbeats.identify(id, hostname());
        parts.onChanged([id]);
      },
    });
    this.#workspaces = new StatusWorkspaces({
      workTree: parts.workTree,
      onRead: (ids) => {
        for (const id of ids) this.#noteFile(id);
        parts.onChanged(ids);
      },
      onAllRead: () => {
        for (const id of this.#workspaces.ids()) this.#noteFile(id);
        parts.onAllChanged();
      },
      onError: (error) => log.warn({ err: error }, 'agent workspaces cannot be followed'),
    });
    for (const id of this.#heartbeats.ids()) this.#resume(id);
  }

  /** Reads and follows the workspaces in a folder of the work tree, and looks at the processes named before. */
  async follow(folder: string): Promise<void> {
    await Promise.all([this.#workspaces.follow(folder), this.#processes.look()]);
    for (const id of this.#workspaces.ids()) this.#noteFile(id);
  }

  /** Reads the status file of an agent now. */
  refresh(id: string): Promise<void> {
    return this.#workspaces.refresh(id);
  }

  /** Takes a sign of life with what is said by it. */
  hear(id: string, said: Heartbeat): void {
    const { report, time } = this.#heartbeats.record(id, said);
    this.#signs.note(id, 'heartbeat', Date.parse(time));
    if (report.process) void this.#processes.find(id, report.process);
  }

  /** Takes a transition that an agent asked for itself. */
  noteTransition(id: string, time: number): void {
    this.#signs.note(id, 'transition', time);
  }

  ids(): Iterable<string> {
    return new Set([...this.#workspaces.ids(), ...this.#heartbeats.ids()]);
  }

  knows(id: string): boolean {
    return this.#workspaces.status(id) !== undefined || this.#heartbeats.get(id) !== undefined;
  }

  facts(id: string, history: Versioned<AgentHistory>): AgentFacts {
    return {
      id,
      history,
      status: this.#workspaces.status(id),
      file: this.#workspaces.file(id),
      heartbeat: this.#heartbeats.get(id),
      seen: this.#signs.newest(id),
      rhythm: this.#signs.rhythm(id),
      process: this.#processes.sightOf(id),
    };
  }

  async close(): Promise<void> {
    await Promise.all([this.#processes.close(), this.#workspaces.close()]);
  }

  #noteFile(id: string): void {
    const seenAt = this.#workspaces.status(id)?.seenAt;
    if (seenAt) this.#signs.note(id, 'status-file', seenAt.getTime());
    else this.#signs.forget(id, 'status-file');
  }

  /** Goes on where the service was before: a process that was seen on this machine is still one of it. */
  #resume(id: string): void {
    const entry = this.#heartbeats.get(id);
    if (!entry) return;
    this.#signs.note(id, 'heartbeat', Math.min(Date.parse(entry.time), this.#clock.wall()));
    const { process } = entry.report;
    if (process?.seenOn === hostname()) this.#processes.resume(id, process);
  }
}
