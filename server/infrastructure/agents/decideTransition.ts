import type { AgentState, TransitionAgent } from '../../protocol/agents.ts';
import type { EventDraft, Versioned } from '../events/subject.ts';
import { Refusal } from '../refusal.ts';
import { type AgentHistory, agentTransitioned, effectiveState } from './agentSubject.ts';
import { lifecycle } from './lifecycle.ts';

/**
 * Allows a transition along the lifecycle.
 * @param reported what the status file says now
 * @throws {Refusal} `conflict` where the agent has moved on, `invalid-transition` with the allowed states
 */
export function decideTransition(
  { state, version }: Versioned<AgentHistory>,
  reported: AgentState | null,
  { to, reason, expectedVersion }: TransitionAgent,
): EventDraft[] {
  const from = effectiveState(state, reported);
  const allowed = lifecycle[from];
  if (expectedVersion !== undefined && expectedVersion !== version)
    throw new Refusal('conflict', `The agent has moved on meanwhile; it is ${from} now.`, {
      version,
      state: from,
      allowed,
    });
  if (!allowed.includes(to))
    throw new Refusal(
      'invalid-transition',
      `An agent that is ${from} cannot become ${to}; it can become ${listed(allowed)}.`,
      { from, to, allowed },
    );
  return [agentTransitioned(from, to, reason, reported)];
}

function listed(states: readonly AgentState[]): string {
  return states.length < 2 ? states.join('') : `${states.slice(0, -1).join(', ')} or ${states.at(-1)}`;
}
