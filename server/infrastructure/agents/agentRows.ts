import type { Logger } from 'pino';
import type { Agent } from '../../protocol/agents.ts';
import { type Clock, systemClock } from '../clock.ts';
import { CoalescedTask } from '../concurrency/coalescedTask.ts';
import type { ConfigurationFile } from '../configuration/configurationFile.ts';
import type { HeartbeatTable } from '../events/heartbeatTable.ts';
import type { CommandStore } from '../events/subject.ts';
import type { RowStore } from '../rows/rowStore.ts';
import type { AgentFacts } from './agentFacts.ts';
import { AgentTies } from './agentTies.ts';
import { HealthClock } from './healthClock.ts';
import { AgentJudge } from './judgement/agentJudge.ts';
import { AgentRules } from './judgement/agentSettings.ts';
import { type AgentStanding, standingOf } from './judgement/agentStanding.ts';
import { agentSubject } from './lifecycle/agentSubject.ts';
import { ReportedStates } from './reportedStates.ts';
import { AgentSources } from './sources/agentSources.ts';

export interface AgentRowsParts {
  readonly workTree: string;
  readonly configuration: ConfigurationFile;
  readonly commands: CommandStore;
  readonly heartbeats: HeartbeatTable;
  readonly rows: RowStore;
  readonly log: Logger;
  /** Time between two looks at the processes of agents (default 5000). */
  readonly processCheckMilliseconds?: number;
  readonly clock?: Clock;
}

const byNumber = new Intl.Collator('en', { numeric: true });

/** Keeps the rows of agents true to what the log, the agents themselves and the other subjects say of them. */
export class AgentRows {
  readonly sources: AgentSources;
  readonly ties: AgentTies;
  readonly clock: Clock;
  readonly reported: ReportedStates;
  readonly #parts: AgentRowsParts;
  readonly #judge: AgentJudge;
  readonly #wakes: HealthClock;
  readonly #following = new CoalescedTask(() => this.#follow());
  readonly #unsubscribe: () => void;
  #rules: AgentRules;

  constructor(parts: AgentRowsParts) {
    const { configuration, clock = systemClock, processCheckMilliseconds = 5000 } = parts;
    this.#parts = parts;
    this.clock = clock;
    this.#rules = new AgentRules(configuration.current);
    const hear = {
      onChanged: (ids: readonly string[]) => this.#show(ids),
      onAllChanged: () => this.#showAll(),
    };
    this.sources = new AgentSources({ ...parts, ...hear, clock, processCheckMilliseconds });
    this.ties = new AgentTies(parts.rows, hear);
    this.reported = new ReportedStates({ ...parts, clock, standing: (id) => this.standing(id), ...hear });
    this.#judge = new AgentJudge(clock, this.ties);
    this.#wakes = new HealthClock(clock, hear.onChanged);
    this.#unsubscribe = configuration.onChanged(() => {
      this.start().catch((error: unknown) => parts.log.error({ err: error }, 'agents cannot be read'));
    });
  }

  /** Reads and follows the workspaces that swarm.json names; resolves with the first reading. */
  start(): Promise<void> {
    return this.#following.run();
  }

  /** What swarm.json says of agents. */
  get rules(): AgentRules {
    return this.#rules;
  }

  get count(): number {
    return this.#parts.rows.list('agents').length;
  }

  known(id: string): boolean {
    return this.sources.knows(id) || this.#parts.commands.get(agentSubject, id).version > 0;
  }

  standing(id: string): AgentStanding {
    return standingOf(this.#facts(id), this.#rules);
  }

  /** Brings the row of an agent up to date and gives it. */
  shown(id: string): Agent {
    this.#show([id]);
    return this.#parts.rows.get('agents', id) ?? this.#row(id);
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    this.#wakes.stop();
    this.ties.close();
    await this.#following.idle();
    await this.sources.close();
    await this.reported.close();
  }

  async #follow(): Promise<void> {
    const { current } = this.#parts.configuration;
    this.#rules = new AgentRules(current);
    await this.sources.follow(current.agents.workspaces);
    this.#showAll();
  }

  #show(ids: readonly string[]): void {
    for (const id of ids) {
      if (this.known(id)) this.#parts.rows.set('agents', id, this.#row(id), byNumber.compare);
      else this.#drop(id);
    }
  }

  #showAll(): void {
    const ids = new Set([...this.sources.ids(), ...this.#parts.commands.all(agentSubject).keys()]);
    for (const { id } of this.#parts.rows.list('agents')) if (!ids.has(id)) this.#drop(id);
    const ordered = [...ids].sort(byNumber.compare);
    this.#parts.rows.replace('agents', new Map(ordered.map((id) => [id, this.#row(id)])));
  }

  #row(id: string): Agent {
    const facts = this.#facts(id);
    const standing = standingOf(facts, this.#rules);
    this.reported.compare(id, standing.reported, facts.history.state);
    const { row, changesAt } = this.#judge.judge(facts, standing);
    this.#wakes.set(id, changesAt);
    return row;
  }

  #drop(id: string): void {
    this.#wakes.set(id, undefined);
    this.#judge.forget(id);
    this.reported.forget(id);
    this.#parts.rows.delete('agents', id);
  }

  #facts(id: string): AgentFacts {
    return this.sources.facts(id, this.#parts.commands.get(agentSubject, id));
  }
}
