import type { AgentState, TransitionAgent } from '../../../protocol/agents.ts';
import type { EventDraft, Versioned } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import { alternatives } from '../../sentence.ts';
import { type AgentHistory, effectiveState } from './agentSubject.ts';
import { transitionDraft } from './agentTransition.ts';
import { allowedFrom, type Lifecycle } from './lifecycle.ts';

/** What a transition is decided with besides what the log says. */
export interface Present {
  readonly lifecycle: Lifecycle;
  /** What the agent says of itself now; null where it says nothing. */
  readonly reported: AgentState | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * Allows a transition along the lifecycle.
 * @throws {Refusal} `conflict` where the agent has moved on, `invalid-transition` with the allowed states
 */
export function decideTransition(
  { state, version }: Versioned<AgentHistory>,
  { lifecycle, reported, now }: Present,
  { to, reason, expectedVersion }: TransitionAgent,
): EventDraft[] {
  const from = effectiveState(state, reported, lifecycle.initial);
  const allowed = allowedFrom(lifecycle, from);
  if (expectedVersion !== undefined && expectedVersion !== version)
    throw new Refusal('conflict', `The agent has moved on meanwhile; it is ${from} now.`, {
      version,
      state: from,
      allowed,
    });
  if (!allowed.includes(to))
    throw new Refusal('invalid-transition', refusal(lifecycle, from, to, allowed), { from, to, allowed });
  const milliseconds = timeIn(state, from, now);
  return [
    transitionDraft(
      { from, to, source: 'command', reason: reason ?? null, milliseconds, reported },
      lifecycle,
    ),
  ];
}

/**
 * Records that an agent says of itself to be in another state than the log has it in. What it says is a fact, whether
 * its lifecycle leads there or not.
 * @param before what it said of itself when that was recorded last
 */
export function decideReport(
  { state }: Versioned<AgentHistory>,
  before: AgentState | null,
  { lifecycle, reported, now }: Present,
): EventDraft[] {
  if (reported === null || reported === before) return [];
  const from = effectiveState(state, before, lifecycle.initial);
  if (from === reported && state.last === null) return [];
  const milliseconds = timeIn(state, from, now);
  return [
    transitionDraft(
      { from, to: reported, source: 'report', reason: null, milliseconds, reported },
      lifecycle,
    ),
  ];
}

/** How long it has been in a state; null where the log does not have it there. */
function timeIn({ last }: AgentHistory, state: AgentState, now: number): number | null {
  return last?.to === state ? Math.max(0, now - Date.parse(last.time)) : null;
}

function refusal(
  { name, states }: Lifecycle,
  from: AgentState,
  to: AgentState,
  allowed: readonly AgentState[],
): string {
  if (!states.has(to))
    return `The lifecycle ${name} has no state ${to}; an agent that is ${from} can become ${alternatives(allowed)}.`;
  if (allowed.length === 0) return `An agent that is ${from} cannot become ${to}; ${from} is its last state.`;
  return `An agent that is ${from} cannot become ${to}; it can become ${alternatives(allowed)}.`;
}
