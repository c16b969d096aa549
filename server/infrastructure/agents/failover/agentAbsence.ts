import type { Agent } from '../../../protocol/agents.ts';

/** That an agent will not go on with what it has. */
export interface Absence {
  /** Completes "Agent-3 …". */
  readonly why: string;
  /** Whether a person has said so; what silence or the agent itself says is acted on only after a while. */
  readonly isCertain: boolean;
}

/** Why an agent will not go on; undefined where it may. Of one that is not known nothing is: it may be a person. */
export function absenceOf(agent: Agent | undefined): Absence | undefined {
  if (!agent) return undefined;
  if (agent.quarantined) return { why: 'is in quarantine', isCertain: true };
  // It may hand its work in a moment after it says so.
  if (agent.health === 'ended') return { why: `has ended (${agent.state})`, isCertain: false };
  if (agent.condition === 'ghost') return { why: 'claims to run, but its process is gone', isCertain: false };
  if (agent.health !== 'dead') return undefined;
  return { why: `is dead: last seen ${agent.lastSeen ?? 'never'}`, isCertain: false };
}
