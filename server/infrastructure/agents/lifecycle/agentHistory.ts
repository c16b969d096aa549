import type { AgentHistoryReply } from '../../../protocol/agents.ts';
import { type AgentHistory, effectiveState } from './agentSubject.ts';
import type { RecordedTransition } from './agentTransition.ts';
import type { Present } from './decideTransition.ts';

/** The way of an agent through its lifecycle, with the time it has spent in each state up to now. */
export function agentHistory(
  id: string,
  history: AgentHistory,
  { lifecycle, reported, now }: Present,
): AgentHistoryReply {
  const state = effectiveState(history, reported, lifecycle.initial);
  const { last, recent, count } = history;
  const since = last?.to === state ? last.time : null;
  return {
    agent: id,
    machine: lifecycle.name,
    state,
    since,
    totals: totalsUntil(history, now),
    transitions: recent.toReversed().map(shown),
    older: count > recent.length,
  };
}

function totalsUntil({ totals, last }: AgentHistory, now: number): AgentHistoryReply['totals'] {
  return totals.map(({ state, milliseconds, visits }) => {
    const running = last?.to === state ? Math.max(0, now - Date.parse(last.time)) : 0;
    return { state, seconds: (milliseconds + running) / 1000, visits };
  });
}

function shown({
  seq,
  from,
  to,
  source,
  actor,
  reason,
  time,
  milliseconds,
}: RecordedTransition): AgentHistoryReply['transitions'][number] {
  const seconds = milliseconds === null ? null : milliseconds / 1000;
  return { seq, from, to, source, actor, reason, time, seconds };
}
