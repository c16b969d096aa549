import type { AgentFacts } from '../../../../server/infrastructure/agents/agentFacts.ts';
import { AgentJudge } from '../../../../server/infrastructure/agents/judgement/agentJudge.ts';
import { AgentRules } from '../../../../server/infrastructure/agents/judgement/agentSettings.ts';
import { standingOf } from '../../../../server/infrastructure/agents/judgement/agentStanding.ts';
import {
  type AgentReport,
  readReport,
  reportAfter,
} from '../../../../server/infrastructure/agents/sources/agentReport.ts';
import type { ProcessSight } from '../../../../server/infrastructure/agents/sources/processWatch.ts';
import type { SignSource } from '../../../../server/infrastructure/agents/sources/signsOfLife.ts';
import { SignsOfLife } from '../../../../server/infrastructure/agents/sources/signsOfLife.ts';
import type { Agent, Heartbeat } from '../../../../server/protocol/agents.ts';
import { configurationSchema } from '../../../../server/protocol/configuration/configuration.ts';
import { unknown } from '../lifecycle/foldedAgent.ts';
import { SetClock } from '../setClock.ts';

/** An agent of which everything can be said at will, judged by the rules of a swarm.json. */
export class JudgedAgent {
  readonly clock = new SetClock();
  readonly #signs = new SignsOfLife(this.clock);
  readonly #judge = new AgentJudge(this.clock, { of: () => ({ leases: 0, unread: 0, contract: null }) });
  readonly #rules: AgentRules;
  #report: AgentReport | undefined;
  #told: number | null = null;
  #heard = '';
  history = unknown;
  process: ProcessSight | undefined;

  constructor(agents: object = {}) {
    this.#rules = new AgentRules(configurationSchema.parse({ agents }));
  }

  /** Takes a heartbeat now. */
  says(said: Heartbeat = {}): this {
    this.#heard = new Date(this.clock.wall()).toISOString();
    const before = this.#report;
    this.#report = reportAfter(before ?? readReport({}), said, this.#heard);
    if (this.#report.output !== (before?.output ?? null)) this.#told = this.clock.monotonic();
    return this.gives('heartbeat');
  }

  /** Takes a sign of life now. */
  gives(source: SignSource): this {
    this.#signs.note('A', source, this.clock.wall());
    return this;
  }

  /** Its row so many seconds later, and how many more until time alone changes it. */
  after(seconds: number): Agent & { readonly changesIn: number | undefined } {
    this.clock.pass(seconds * 1000);
    const facts = this.#facts();
    const { row, changesAt } = this.#judge.judge(facts, standingOf(facts, this.#rules));
    const changesIn = changesAt === undefined ? undefined : (changesAt - this.clock.monotonic()) / 1000;
    return { ...row, changesIn };
  }

  #facts(): AgentFacts {
    return {
      id: 'A',
      history: this.history,
      status: undefined,
      file: undefined,
      heartbeat: this.#report && { report: this.#report, time: this.#heard, output: this.#told },
      seen: this.#signs.newest('A'),
      rhythm: this.#signs.rhythm('A'),
      process: this.process,
    };
  }
}
