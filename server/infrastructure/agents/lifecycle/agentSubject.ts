import type { AgentState } from '../../../protocol/agents.ts';
import type { SwarmEvent } from '../../../protocol/events.ts';
import type { Subject } from '../../events/subject.ts';
import { type RecordedTransition, transitionOf } from './agentTransition.ts';

/** Who asked for something, when and why. */
export interface Request {
  readonly actor: string;
  readonly reason: string | null;
  /** ISO 8601 in UTC. */
  readonly time: string;
}

interface TimeInState {
  readonly state: AgentState;
  readonly milliseconds: number;
  readonly visits: number;
}

/** What the log says of an agent. Plain JSON. */
export interface AgentHistory {
  readonly last: RecordedTransition | null;
  /** The newest transitions, oldest first. */
  readonly recent: readonly RecordedTransition[];
  /** Transitions in all. */
  readonly count: number;
  /** Of the states that were left; the present one is still running. */
  readonly totals: readonly TimeInState[];
  readonly drained: Request | null;
  readonly quarantined: Request | null;
}

/** Transitions kept at hand: enough to see a cycle of states again and again. */
export const keptTransitions = 24;

/** Types of the events of an agent besides its transitions. */
export const agentEvent = {
  drained: 'agent.drained',
  resumed: 'agent.resumed',
  quarantined: 'agent.quarantined',
  released: 'agent.released',
} as const;

/** Streams `agent/<id>`. */
export const agentSubject: Subject<AgentHistory> = {
  name: 'agent',
  initial: { last: null, recent: [], count: 0, totals: [], drained: null, quarantined: null },
  evolve(state, event) {
    switch (event.type) {
      case agentEvent.drained:
        return { ...state, drained: requestOf(event) };
      case agentEvent.resumed:
        return { ...state, drained: null };
      case agentEvent.quarantined:
        return { ...state, quarantined: requestOf(event) };
      case agentEvent.released:
        return { ...state, quarantined: null };
      default:
        return moved(state, transitionOf(event));
    }
  },
};

function moved(state: AgentHistory, transition: RecordedTransition | undefined): AgentHistory {
  if (transition === undefined) return state;
  const { from, to, milliseconds, reported } = transition;
  // It says now what the log has of it already: from here on, saying it again is nothing new.
  if (from === to) return { ...state, last: state.last && { ...state.last, reported } };
  return {
    ...state,
    last: transition,
    recent: [...state.recent.slice(1 - keptTransitions), transition],
    count: state.count + 1,
    totals: added(
      milliseconds === null ? state.totals : added(state.totals, from, milliseconds, 0),
      to,
      0,
      1,
    ),
  };
}

function added(
  totals: readonly TimeInState[],
  state: AgentState,
  milliseconds: number,
  visits: number,
): readonly TimeInState[] {
  const index = totals.findIndex((one) => one.state === state);
  const present = totals[index];
  if (present === undefined) return [...totals, { state, milliseconds, visits: Math.max(1, visits) }];
  return totals.with(index, {
    state,
    milliseconds: present.milliseconds + milliseconds,
    visits: present.visits + visits,
  });
}

function requestOf({ actor, time, data }: SwarmEvent): Request {
  return { actor, time, reason: typeof data['reason'] === 'string' ? data['reason'] : null };
}

/**
 * The state an agent is in. A transition holds until the agent reports another state than it did when the transition
 * was made: so a person's decision outlives an agent that repeats its old status, and an agent that moves on is
 * believed. Without either an agent is at the start.
 */
export function effectiveState(
  { last }: AgentHistory,
  reported: AgentState | null,
  initial: AgentState,
): AgentState {
  if (last === null) return reported ?? initial;
  return reported === null || reported === last.reported ? last.to : reported;
}
