import path from 'node:path';
import type { Logger } from 'pino';
import type { Agent, AgentHistoryReply, GuideAgent, TransitionAgent } from '../../protocol/agents.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { HeartbeatTable } from '../events/heartbeatTable.ts';
import type { CommandMeta, CommandStore } from '../events/subject.ts';
import type { RowStore } from '../live/rowStore.ts';
import { Refusal } from '../refusal.ts';
import { CoalescedTask } from '../watching/coalescedTask.ts';
import { FolderWatcher } from '../watching/folderWatcher.ts';
import { agentHistory } from './agentHistory.ts';
import { agentIdOf } from './agentId.ts';
import { type AgentFacts, agentRow } from './agentRow.ts';
import { agentSubject } from './agentSubject.ts';
import { decideGuidance, type Guidance } from './decideGuidance.ts';
import { decideTransition } from './decideTransition.ts';
import { HealthClock } from './healthClock.ts';
import { standardLifecycle } from './lifecycle.ts';
import type { AgentStatus } from './statusFile.ts';
import { listWorkspaces, readWorkspace, readWorkspaces } from './statusFolder.ts';

export interface AgentRosterParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly heartbeats: HeartbeatTable;
  readonly rows: RowStore;
  readonly log: Logger;
}

interface Workspace {
  readonly name: string;
  readonly status: AgentStatus;
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** Keeps the rows of agents true to their status files, heartbeats and transitions. */
export class AgentRoster {
  readonly #parts: AgentRosterParts;
  readonly #clock = new HealthClock((ids) => this.#show(ids));
  readonly #following = new CoalescedTask(() => this.#follow());
  readonly #unsubscribe: () => void;
  #workspaces = new Map<string, Workspace>();
  #watcher: FolderWatcher | undefined;
  #watched: string | undefined;

  constructor(parts: AgentRosterParts) {
    this.#parts = parts;
    this.#unsubscribe = parts.configuration.onChanged(() => this.#background(() => this.#following.run()));
  }

  /** Reads and follows the workspaces; resolves with the first reading. */
  start(): Promise<void> {
    return this.#following.run();
  }

  /**
   * Moves an agent along its lifecycle.
   * @throws {Refusal} `not-found`, `conflict`, `invalid-transition`
   */
  async transition(id: string, request: TransitionAgent, meta: CommandMeta): Promise<Agent> {
    const workspace = this.#workspaces.get(id);
    if (workspace) await this.#readOne(workspace.name);
    if (!this.#known(id))
      throw new Refusal(
        'not-found',
        `There is no agent ${id}: no status file, no heartbeat and no transition.`,
      );
    const { commands } = this.#parts;
    const reported = this.#workspaces.get(id)?.status.state ?? null;
    await commands.execute(
      agentSubject,
      id,
      (state, version) =>
        decideTransition(
          { state, version },
          { lifecycle: standardLifecycle, reported, now: Date.now() },
          request,
        ),
      meta,
    );
    return this.#shown(id);
  }

  /**
   * Drains, resumes, quarantines or releases an agent.
   * @throws {Refusal} `not-found`, `conflict`
   */
  async guide(id: string, guidance: Guidance, request: GuideAgent, meta: CommandMeta): Promise<Agent> {
    if (!this.#known(id)) throw new Refusal('not-found', `There is no agent ${id}.`);
    await this.#parts.commands.execute(
      agentSubject,
      id,
      (state, version) => decideGuidance({ state, version }, guidance, request),
      meta,
    );
    return this.#shown(id);
  }

  /** @throws {Refusal} `not-found` */
  history(id: string): AgentHistoryReply {
    if (!this.#known(id)) throw new Refusal('not-found', `There is no agent ${id}.`);
    const reported = this.#workspaces.get(id)?.status.state ?? null;
    const { state } = this.#parts.commands.get(agentSubject, id);
    return agentHistory(id, state, { lifecycle: standardLifecycle, reported, now: Date.now() });
  }

  /** Takes a sign of life; the first one makes the agent known. */
  heartbeat(id: string, mission: string | undefined): Agent {
    const data = mission === undefined ? {} : { mission };
    this.#parts.heartbeats.record(id, new Date().toISOString(), data);
    return this.#shown(id);
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    this.#clock.stop();
    this.#watcher?.close();
    await this.#following.idle();
  }

  /** Watches the configured folder and reads all of it. */
  async #follow(): Promise<void> {
    const { workspaces } = this.#parts.configuration.current.agents;
    if (workspaces !== this.#watched) {
      this.#watcher?.close();
      this.#watcher = await FolderWatcher.start({
        root: path.join(this.#parts.workTree, workspaces),
        descend: (relative) => !relative.includes('/'),
        accept: (relative) => !relative.includes('/') || /^[^/]+\/status\.json$/.test(relative),
        onChanged: (paths) => this.#background(() => this.#reread(paths)),
        onError: (error) => this.#parts.log.warn({ err: error }, 'agent workspaces cannot be watched'),
      });
      this.#watched = workspaces;
      await this.#readAll();
    }
    this.#showAll();
  }

  async #readAll(): Promise<void> {
    const folder = this.#folder();
    const statuses = await readWorkspaces(folder, await listWorkspaces(folder));
    this.#workspaces = new Map();
    for (const [name, status] of statuses) this.#take(name, status);
  }

  async #reread(paths: ReadonlySet<string>): Promise<void> {
    if (paths.has('')) {
      await this.#readAll();
      this.#showAll();
      return;
    }
    const names = new Set([...paths].map((one) => one.split('/')[0] ?? ''));
    for (const name of names) await this.#readOne(name);
    this.#show([...names].flatMap((name) => agentIdOf(name) ?? []));
  }

  async #readOne(name: string): Promise<void> {
    this.#take(name, await readWorkspace(path.join(this.#folder(), name)));
  }

  /** Two workspaces whose names become one id: the first keeps it. */
  #take(name: string, status: AgentStatus | undefined): void {
    const id = agentIdOf(name);
    if (id === undefined) return;
    const present = this.#workspaces.get(id);
    if (present && present.name !== name) return;
    if (status) this.#workspaces.set(id, { name, status });
    else this.#workspaces.delete(id);
  }

  #folder(): string {
    return path.join(this.#parts.workTree, this.#watched ?? '');
  }

  #known(id: string): boolean {
    const { commands, heartbeats } = this.#parts;
    return (
      this.#workspaces.has(id) || heartbeats.latest().has(id) || commands.get(agentSubject, id).version > 0
    );
  }

  #row(id: string): Agent {
    const { row, changesAt } = agentRow(
      this.#facts(id),
      Date.now(),
      this.#parts.configuration.current.agents,
    );
    this.#clock.set(id, changesAt);
    return row;
  }

  #facts(id: string): AgentFacts {
    const { commands, heartbeats } = this.#parts;
    const workspace = this.#workspaces.get(id);
    return {
      id,
      history: commands.get(agentSubject, id),
      status: workspace?.status,
      file: workspace && `${this.#watched}/${workspace.name}/status.json`,
      heartbeat: heartbeats.latest().get(id),
    };
  }

  #shown(id: string): Agent {
    this.#show([id]);
    return this.#parts.rows.get('agents', id) ?? this.#row(id);
  }

  #show(ids: readonly string[]): void {
    for (const id of ids) this.#showOne(id);
  }

  #showOne(id: string): void {
    if (this.#known(id)) this.#parts.rows.set('agents', id, this.#row(id), byNumber.compare);
    else {
      this.#clock.set(id, undefined);
      this.#parts.rows.delete('agents', id);
    }
  }

  #showAll(): void {
    const { commands, heartbeats, rows } = this.#parts;
    const ids = new Set([
      ...this.#workspaces.keys(),
      ...commands.all(agentSubject).keys(),
      ...heartbeats.latest().keys(),
    ]);
    const ordered = [...ids].sort(byNumber.compare);
    rows.replace('agents', new Map(ordered.map((id) => [id, this.#row(id)])));
  }

  #background(work: () => Promise<void>): void {
    work().catch((error: unknown) => this.#parts.log.error({ err: error }, 'agents cannot be read'));
  }
}
