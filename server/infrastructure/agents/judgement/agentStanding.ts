import type { StateMeaning } from '../../../protocol/agents.ts';
import type { AgentFacts } from '../agentFacts.ts';
import { effectiveState } from '../lifecycle/agentSubject.ts';
import { meaningOf } from '../lifecycle/lifecycle.ts';
import { reportedState } from '../lifecycle/reportedState.ts';
import { type AgentSelf, selfOf } from './agentSelf.ts';
import type { AgentRules, AgentSettings } from './agentSettings.ts';

/** Where an agent stands in the swarm and in its lifecycle; no time in it. */
export interface AgentStanding {
  readonly self: AgentSelf;
  readonly role: string | null;
  readonly team: string | null;
  readonly settings: AgentSettings;
  /** State it says it is in; null where it says none that its lifecycle has. */
  readonly reported: string | null;
  readonly state: string;
  readonly meaning: StateMeaning;
}

/** Where an agent stands by what is known of it and by swarm.json. */
export function standingOf(facts: AgentFacts, rules: AgentRules): AgentStanding {
  const self = selfOf(facts);
  const role = rules.roleOf(self);
  const settings = rules.settingsOf(role);
  const { lifecycle } = settings;
  const reported = reportedState(lifecycle, facts.status, facts.heartbeat?.report);
  const state = effectiveState(facts.history.state, reported, lifecycle.initial);
  const meaning = meaningOf(lifecycle, state);
  return { self, role, team: rules.teamOf(self), settings, reported, state, meaning };
}
