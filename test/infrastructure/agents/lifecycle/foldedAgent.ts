import {
  type AgentHistory,
  agentSubject,
} from '../../../../server/infrastructure/agents/lifecycle/agentSubject.ts';
import {
  decideReport,
  decideTransition,
  type Present,
} from '../../../../server/infrastructure/agents/lifecycle/decideTransition.ts';
import { standardLifecycle } from '../../../../server/infrastructure/agents/lifecycle/lifecycle.ts';
import type { EventDraft, Versioned } from '../../../../server/infrastructure/events/subject.ts';

const began = Date.parse('2026-11-21T08:00:00.000Z');

/** An agent of which the log knows nothing. */
export const unknown: Versioned<AgentHistory> = { state: agentSubject.initial, version: 0 };

/** What a decision is made with: the standard lifecycle, eight in the morning. */
export function present(reported: string | null, changes: Partial<Present> = {}): Present {
  return { lifecycle: standardLifecycle, reported, now: began, ...changes };
}

/** Folds drafts as the store does. */
export function folded(
  before: Versioned<AgentHistory>,
  drafts: readonly EventDraft[],
  now = began,
): Versioned<AgentHistory> {
  let after = before;
  for (const draft of drafts) {
    const version = after.version + 1;
    const time = new Date(now).toISOString();
    const event = { ...draft, seq: version, version, stream: 'agent/x', actor: 'ada', time, hash: '' };
    after = { state: agentSubject.evolve(after.state, event), version };
  }
  return after;
}

/** The agent after somebody asked for a transition. */
export function asked(
  before: Versioned<AgentHistory>,
  to: string,
  { reported = null, ...changes }: Partial<Present> = {},
): Versioned<AgentHistory> {
  const given = present(reported, changes);
  return folded(before, decideTransition(before, given, { to, reason: 'because' }), given.now);
}

/** The agent after it said something of itself. */
export function reports(
  before: Versioned<AgentHistory>,
  saidBefore: string | null,
  says: string | null,
): Versioned<AgentHistory> {
  return folded(before, decideReport(before, saidBefore, present(says)));
}
