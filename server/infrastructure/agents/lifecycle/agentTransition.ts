import { type AgentState, agentState } from '../../../protocol/agents.ts';
import type { SwarmEvent } from '../../../protocol/events.ts';
import type { EventDraft } from '../../events/subject.ts';
import type { Lifecycle } from './lifecycle.ts';

/** A transition as the log has it. */
export interface RecordedTransition {
  readonly seq: number;
  readonly from: AgentState;
  readonly to: AgentState;
  /** Asked for by somebody, or read from what the agent says of itself. */
  readonly source: 'command' | 'report';
  readonly actor: string;
  readonly reason: string | null;
  /** ISO 8601 in UTC. */
  readonly time: string;
  /** How long it had been in `from`; null where that was not known. */
  readonly milliseconds: number | null;
  /** What the agent said of itself then; null where it said nothing. */
  readonly reported: AgentState | null;
  /** Lifecycle and its definition then; null in events older than lifecycles. */
  readonly machine: string | null;
  readonly definition: string | null;
}

const commandType = 'agent.transitioned';
const reportType = 'agent.reported';

export interface TransitionFacts {
  readonly from: AgentState;
  readonly to: AgentState;
  readonly source: RecordedTransition['source'];
  readonly reason: string | null;
  readonly milliseconds: number | null;
  readonly reported: AgentState | null;
}

/** The event of a transition along a lifecycle. */
export function transitionDraft(
  { source, ...facts }: TransitionFacts,
  { name, definition }: Lifecycle,
): EventDraft {
  return {
    type: source === 'command' ? commandType : reportType,
    data: { ...facts, machine: name, definition },
  };
}

/** The transition an event records; undefined where it records none. */
export function transitionOf({ type, data, seq, actor, time }: SwarmEvent): RecordedTransition | undefined {
  if (type !== commandType && type !== reportType) return undefined;
  const [from, to] = [state(data['from']), state(data['to'])];
  if (from === null || to === null) return undefined;
  return {
    seq,
    from,
    to,
    source: type === commandType ? 'command' : 'report',
    actor,
    reason: text(data['reason']),
    time,
    milliseconds: typeof data['milliseconds'] === 'number' ? data['milliseconds'] : null,
    reported: state(data['reported']),
    machine: text(data['machine']),
    definition: text(data['definition']),
  };
}

function state(value: unknown): AgentState | null {
  return agentState.safeParse(value).data ?? null;
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
