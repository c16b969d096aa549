import type {
  Agent,
  AgentHistoryReply,
  GuideAgent,
  Heartbeat,
  TransitionAgent,
} from '../../protocol/agents.ts';
import type { CommandMeta } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import { AgentRows, type AgentRowsParts } from './agentRows.ts';
import type { Mail } from './agentTies.ts';
import { agentHistory } from './lifecycle/agentHistory.ts';
import { agentSubject } from './lifecycle/agentSubject.ts';
import { decideGuidance, type Guidance } from './lifecycle/decideGuidance.ts';
import { decideTransition, type Present } from './lifecycle/decideTransition.ts';
import { StatusWriting } from './statusWriting.ts';

/** A flood of made-up names must not fill the memory. */
const maximumAgents = 50_000;

/** Takes what is said by agents and asked of them. */
export class AgentRoster {
  readonly #parts: AgentRowsParts;
  readonly #rows: AgentRows;
  readonly #writing: StatusWriting;

  constructor(parts: AgentRowsParts) {
    this.#parts = parts;
    this.#rows = new AgentRows(parts);
    this.#writing = new StatusWriting({ ...parts, now: () => this.#rows.clock.wall() });
  }

  /** Reads and follows what agents write; resolves with the first reading. */
  async start(): Promise<void> {
    await this.#rows.start();
    // Of a service that ended between a transition and the file.
    for (const id of this.#parts.commands.all(agentSubject).keys()) this.#writeStatus(id);
  }

  /** Shows unread messages from now on; to be called before the start. */
  followMail(mail: Mail): void {
    this.#rows.ties.followMail(mail);
  }

  /**
   * Moves an agent along its lifecycle.
   * @throws {Refusal} `not-found`, `conflict`, `invalid-transition`
   */
  async transition(id: string, request: TransitionAgent, meta: CommandMeta): Promise<Agent> {
    const { sources, reported, clock } = this.#rows;
    await sources.refresh(id);
    this.#mustKnow(id);
    const present = this.#present(id);
    await this.#parts.commands.execute(
      agentSubject,
      id,
      (state, version) => decideTransition({ state, version }, present, request),
      meta,
    );
    reported.taken(id, present.reported);
    // What others ask of an agent is no sign of its life.
    if (this.#isSelf(id, meta)) sources.noteTransition(id, clock.wall());
    else this.#writeStatus(id);
    return this.#rows.shown(id);
  }

  /**
   * Drains, resumes, quarantines or releases an agent.
   * @throws {Refusal} `not-found`, `conflict`
   */
  async guide(id: string, guidance: Guidance, request: GuideAgent, meta: CommandMeta): Promise<Agent> {
    this.#mustKnow(id);
    await this.#parts.commands.execute(
      agentSubject,
      id,
      (state, version) => decideGuidance({ state, version }, guidance, request),
      meta,
    );
    return this.#rows.shown(id);
  }

  /**
   * Takes a sign of life; the first one makes the agent known.
   * @throws {Refusal} `not-found` where unknown agents are not taken
   */
  heartbeat(id: string, said: Heartbeat): Agent {
    if (!this.#rows.known(id)) this.#admit(id);
    this.#rows.sources.hear(id, said);
    return this.#rows.shown(id);
  }

  /**
   * The way of an agent through its lifecycle.
   * @throws {Refusal} `not-found`
   */
  history(id: string): AgentHistoryReply {
    this.#mustKnow(id);
    return agentHistory(id, this.#parts.commands.get(agentSubject, id).state, this.#present(id));
  }

  async close(): Promise<void> {
    await this.#writing.idle();
    await this.#rows.close();
  }

  #writeStatus(id: string): void {
    const history = this.#parts.commands.get(agentSubject, id);
    const { status, file } = this.#rows.sources.facts(id, history);
    if (!status || file === undefined) return;
    const { reported, settings } = this.#rows.standing(id);
    const states = [...settings.lifecycle.states.keys()];
    this.#writing.write({ id, history: history.state, reported, states, spellings: status.spellings, file });
  }

  #present(id: string): Present {
    const { reported, settings } = this.#rows.standing(id);
    return { lifecycle: settings.lifecycle, reported, now: this.#rows.clock.wall() };
  }

  #isSelf(id: string, { actor }: CommandMeta): boolean {
    return actor === id || actor === this.#rows.standing(id).self.name;
  }

  #mustKnow(id: string): void {
    if (this.#rows.known(id)) return;
    throw new Refusal(
      'not-found',
      `There is no agent ${id}: no status file, no heartbeat and no transition.`,
    );
  }

  #admit(id: string): void {
    const { unknown } = this.#parts.configuration.current.agents;
    if (unknown === 'refuse' && !this.#rows.rules.names(id))
      throw new Refusal(
        'not-found',
        `${id} is not known here, and swarm.json says agents.unknown: "refuse". Name it under agents.roles or as a member of a team, or give it a status file.`,
      );
    if (this.#rows.count >= maximumAgents)
      throw new Refusal('not-allowed', `There are ${maximumAgents} agents already; no more are taken.`);
  }
}
