import type { Agent, AgentEvidence } from '../../../protocol/agents.ts';
import type { AgentFacts } from '../agentFacts.ts';
import type { Request } from '../lifecycle/agentSubject.ts';
import { allowedFrom } from '../lifecycle/lifecycle.ts';
import type { AgentStanding } from './agentStanding.ts';

/** What was found about an agent. */
export interface AgentVerdict extends Pick<Agent, 'health' | 'condition' | 'flags' | 'score'> {
  readonly evidence: readonly AgentEvidence[];
  /** What other subjects say. */
  readonly ties: Pick<Agent, 'leases' | 'unread' | 'contract'>;
}

/** The row of an agent. */
export function agentRow(facts: AgentFacts, standing: AgentStanding, verdict: AgentVerdict): Agent {
  const { id, history, status } = facts;
  const { state, settings } = standing;
  const { last, drained, quarantined } = history.state;
  return {
    id,
    state,
    allowed: [...allowedFrom(settings.lifecycle, state)],
    version: history.version,
    ...seenFields(facts),
    ...saidFields(standing),
    reported: status?.reported ?? facts.heartbeat?.report.state ?? null,
    file: facts.file ?? null,
    problem: status?.problem ?? null,
    reason: last?.reason ?? null,
    role: standing.role,
    team: standing.team,
    machine: settings.lifecycle.name,
    meaning: standing.meaning,
    since: last?.to === state ? last.time : null,
    health: verdict.health,
    condition: verdict.condition,
    evidence: [...verdict.evidence, ...leaseEvidence(verdict.ties), ...furtherEvidence(drained, quarantined)],
    score: verdict.score,
    flags: verdict.flags,
    ...verdict.ties,
    draining: drained !== null,
    quarantined: quarantined !== null,
  };
}

function seenFields({ seen }: AgentFacts): Pick<Agent, 'lastSeen' | 'lastSeenSource'> {
  return { lastSeen: seen?.time ?? null, lastSeenSource: seen?.source ?? null };
}

function saidFields({ self }: AgentStanding) {
  const { id, name, mission, waitingFor, usage, branch, worktree, capabilities, load } = self;
  return {
    name: name ?? id,
    mission,
    usage,
    waitingFor,
    branch,
    worktree,
    capabilities: [...capabilities],
    load,
  };
}

function leaseEvidence({ leases }: AgentVerdict['ties']): AgentEvidence[] {
  if (leases === 0) return [];
  const text = leases === 1 ? 'It holds a lease.' : `It holds ${leases} leases.`;
  return [{ kind: 'lease', text, time: null }];
}

/** What people asked of it. */
function furtherEvidence(drained: Request | null, quarantined: Request | null): AgentEvidence[] {
  const said = ({ actor, reason }: Request) =>
    reason === null ? ` by ${actor}.` : ` by ${actor}: ${reason}`;
  return [
    ...(drained ? [{ kind: 'drain' as const, text: `Drained${said(drained)}`, time: drained.time }] : []),
    ...(quarantined
      ? [{ kind: 'quarantine' as const, text: `Quarantined${said(quarantined)}`, time: quarantined.time }]
      : []),
  ];
}
