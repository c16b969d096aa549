import type { Agent } from '../../protocol/agents.ts';
import type { Configuration } from '../../protocol/configuration.ts';
import type { HeartbeatRecord } from '../events/heartbeatTable.ts';
import type { Versioned } from '../events/subject.ts';
import { judgeHealth } from './agentHealth.ts';
import { type AgentHistory, effectiveState } from './agentSubject.ts';
import { allowedFrom, meaningOf, standardLifecycle } from './lifecycle.ts';
import type { AgentStatus } from './statusFile.ts';

/** Everything that is known of an agent. */
export interface AgentFacts {
  readonly id: string;
  readonly history: Versioned<AgentHistory>;
  readonly status: AgentStatus | undefined;
  /** Path of the status file relative to the repository. */
  readonly file: string | undefined;
  readonly heartbeat: HeartbeatRecord | undefined;
}

export interface TimedAgentRow {
  readonly row: Agent;
  /** When silence alone will change the row, in milliseconds since the epoch. */
  readonly changesAt: number | undefined;
}

/** The row of an agent at a moment. */
export function agentRow(facts: AgentFacts, now: number, thresholds: Configuration['agents']): TimedAgentRow {
  const { id, history, status, heartbeat } = facts;
  const state = effectiveState(history.state, status?.state ?? null, standardLifecycle.initial);
  const seen = lastSign(facts, now);
  const { health, changesAt } = judgeHealth(state, seen?.time ?? null, now, thresholds);
  const row: Agent = {
    id,
    name: status?.name ?? id,
    state,
    allowed: [...allowedFrom(standardLifecycle, state)],
    version: history.version,
    health,
    lastSeen: seen?.time.toISOString() ?? null,
    lastSeenSource: seen?.source ?? null,
    mission: heartbeatMission(heartbeat, seen) ?? status?.mission ?? null,
    reported: status?.reported ?? null,
    file: facts.file ?? null,
    problem: status?.problem ?? null,
    reason: history.state.last?.reason ?? null,
    role: null,
    team: null,
    machine: standardLifecycle.name,
    meaning: meaningOf(standardLifecycle, state),
    since: history.state.last?.time ?? null,
    condition: 'unknown',
    evidence: [],
    score: { value: 100, parts: [] },
    flags: [],
    usage: null,
    waitingFor: null,
    branch: null,
    worktree: null,
    contract: null,
    unread: 0,
    leases: 0,
    capabilities: [],
    load: null,
    draining: history.state.drained !== null,
    quarantined: history.state.quarantined !== null,
  };
  return { row, changesAt };
}

interface Sign {
  readonly time: Date;
  readonly source: NonNullable<Agent['lastSeenSource']>;
}

/** The newest sign of life. None is later than now, whatever a clock once said. */
function lastSign({ history, status, heartbeat }: AgentFacts, now: number): Sign | undefined {
  const signs: Sign[] = [];
  if (heartbeat) signs.push({ time: new Date(heartbeat.time), source: 'heartbeat' });
  if (status?.seenAt) signs.push({ time: status.seenAt, source: 'status-file' });
  if (history.state.last) signs.push({ time: new Date(history.state.last.time), source: 'transition' });
  const [newest] = signs.sort((a, b) => b.time.getTime() - a.time.getTime());
  return newest && newest.time.getTime() > now ? { ...newest, time: new Date(now) } : newest;
}

/** The mission said with a sign of life counts while that is the newest word of the agent itself. */
function heartbeatMission(
  heartbeat: HeartbeatRecord | undefined,
  seen: Sign | undefined,
): string | undefined {
  const mission = heartbeat?.data['mission'];
  return typeof mission === 'string' && seen?.source !== 'status-file' ? mission : undefined;
}
