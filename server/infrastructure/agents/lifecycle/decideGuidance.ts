import type { GuideAgent } from '../../../protocol/agents.ts';
import type { EventDraft, Versioned } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import { type AgentHistory, agentEvent } from './agentSubject.ts';

/** What people ask of an agent besides transitions. */
export type Guidance = keyof typeof guidances;

const guidances = {
  drain: { type: agentEvent.drained, isSo: ({ drained }: AgentHistory) => drained !== null },
  resume: { type: agentEvent.resumed, isSo: ({ drained }: AgentHistory) => drained === null },
  quarantine: { type: agentEvent.quarantined, isSo: ({ quarantined }: AgentHistory) => quarantined !== null },
  release: { type: agentEvent.released, isSo: ({ quarantined }: AgentHistory) => quarantined === null },
} as const;

/**
 * Drains, resumes, quarantines or releases an agent; what is so already changes nothing.
 * @throws {Refusal} `conflict` where the agent has moved on
 */
export function decideGuidance(
  { state, version }: Versioned<AgentHistory>,
  guidance: Guidance,
  { reason, expectedVersion }: GuideAgent,
): EventDraft[] {
  if (expectedVersion !== undefined && expectedVersion !== version)
    throw new Refusal('conflict', 'The agent has moved on meanwhile; look at it again.', { version });
  const { type, isSo } = guidances[guidance];
  return isSo(state) ? [] : [{ type, data: { reason: reason ?? null } }];
}
