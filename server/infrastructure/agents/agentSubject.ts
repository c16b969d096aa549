import { type AgentState, agentState } from '../../protocol/agents.ts';
import type { EventDraft, Subject } from '../events/subject.ts';

/** The last transition of an agent that the log knows. */
export interface LoggedTransition {
  readonly to: AgentState;
  readonly reason: string | null;
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** What the status file said when the transition was made; null where it said nothing. */
  readonly reported: AgentState | null;
}

export interface AgentHistory {
  readonly last: LoggedTransition | undefined;
}

export function agentTransitioned(
  from: AgentState,
  to: AgentState,
  reason: string | undefined,
  reported: AgentState | null,
): EventDraft {
  return { type: 'agent.transitioned', data: { from, to, reason: reason ?? null, reported } };
}

/** Streams `agent/<id>`. */
export const agentSubject: Subject<AgentHistory> = {
  name: 'agent',
  initial: { last: undefined },
  evolve(state, { type, data, time }) {
    if (type !== 'agent.transitioned') return state;
    const to = agentState.safeParse(data['to']);
    if (!to.success) return state;
    const reported = agentState.safeParse(data['reported']);
    return {
      last: {
        to: to.data,
        reason: typeof data['reason'] === 'string' ? data['reason'] : null,
        time,
        reported: reported.success ? reported.data : null,
      },
    };
  },
};

/**
 * The state an agent is in. A transition holds until the status file reports another state than it did when the
 * transition was made: so a person's decision outlives an agent that rewrites its old status, and an agent that moves
 * on is believed. Without either an agent is at the start.
 */
export function effectiveState({ last }: AgentHistory, reported: AgentState | null): AgentState {
  if (last === undefined) return reported ?? 'start';
  return reported === null || reported === last.reported ? last.to : reported;
}
