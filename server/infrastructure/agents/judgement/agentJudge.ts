import type { Agent, AgentHealth } from '../../../protocol/agents.ts';
import { type Clock, momentOf } from '../../clock.ts';
import type { AgentFacts } from '../agentFacts.ts';
import type { AgentTies } from '../agentTies.ts';
import { judgeCondition } from './agentCondition.ts';
import { flagsOf } from './agentFlags.ts';
import { judgeHealth, silenceSteps } from './agentHealth.ts';
import { agentRow } from './agentRow.ts';
import { scoreOf } from './agentScore.ts';
import type { AgentStanding } from './agentStanding.ts';
import { HealthChanges } from './healthChanges.ts';

export interface TimedAgentRow {
  readonly row: Agent;
  /** Moment at which time alone will change the row; undefined where it will not. */
  readonly changesAt: number | undefined;
}

interface Pulse {
  readonly health: AgentHealth;
  readonly isFlapping: boolean;
  readonly changesAt: number | undefined;
}

/** Judges agents by what is known of them and what swarm.json asks of their role. */
export class AgentJudge {
  readonly #clock: Clock;
  readonly #ties: Pick<AgentTies, 'of'>;
  readonly #changes = new HealthChanges();

  constructor(clock: Clock, ties: Pick<AgentTies, 'of'>) {
    this.#clock = clock;
    this.#ties = ties;
  }

  /** The row of an agent now, and when it changes without anything being said. */
  judge(facts: AgentFacts, standing: AgentStanding): TimedAgentRow {
    const now = this.#clock.monotonic();
    const pulse = this.#pulse(facts, standing, now);
    const judged = judgeCondition({
      ...facts,
      ...standing,
      health: pulse.health,
      progressed: this.#progressed(facts, standing.state),
      stalledAfterSeconds: standing.settings.stalledAfterSeconds,
      now,
    });
    const flags = flagsOf(facts, standing, pulse);
    const score = scoreOf({ ...judged, ...pulse, flags });
    const ties = this.#ties.of({ ...standing, id: facts.id });
    const row = agentRow(facts, standing, { ...judged, ...pulse, flags: [...flags.keys()], score, ties });
    return { row, changesAt: earliest(pulse.changesAt, judged.changesAt) };
  }

  forget(id: string): void {
    this.#changes.forget(id);
  }

  #pulse({ id, seen, rhythm }: AgentFacts, { meaning, settings }: AgentStanding, now: number): Pulse {
    const steps = silenceSteps(settings, rhythm);
    const { health, changesAt } = judgeHealth(meaning, seen?.moment ?? null, now, steps);
    const flapsUntil = this.#changes.note(id, health, now, settings.flapping);
    return { health, isFlapping: flapsUntil !== undefined, changesAt: earliest(changesAt, flapsUntil) };
  }

  /** Moment at which an agent that tells its output last told something new, or came into its state since. */
  #progressed({ heartbeat, history }: AgentFacts, state: string): number | null {
    const told = heartbeat?.output ?? null;
    const { last } = history.state;
    if (told === null || last?.to !== state) return told;
    return Math.max(told, momentOf(this.#clock, Date.parse(last.time)));
  }
}

function earliest(one: number | undefined, other: number | undefined): number | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return Math.min(one, other);
}
