import type { AgentUsage } from '../../../protocol/agents.ts';
import type { AgentFacts } from '../agentFacts.ts';
import type { AgentNames } from './agentSettings.ts';

/** What an agent says of itself, by its heartbeats and its status file. */
export interface AgentSelf extends AgentNames {
  readonly mission: string | null;
  readonly waitingFor: string | null;
  readonly worktree: string | null;
  readonly usage: AgentUsage | null;
  readonly capabilities: readonly string[];
  readonly load: number | null;
}

/** What an agent says of itself: its heartbeats before its file. */
export function selfOf({ id, status, heartbeat, seen }: AgentFacts): AgentSelf {
  const report = heartbeat?.report;
  // A mission changes with the work: the newest word of the agent counts.
  const mission = seen?.source === 'status-file' ? null : (report?.mission ?? null);
  return {
    id,
    name: status?.name ?? null,
    role: report?.role ?? status?.role ?? null,
    team: status?.team ?? null,
    branch: report?.branch ?? status?.branch ?? null,
    mission: mission ?? status?.mission ?? report?.mission ?? null,
    waitingFor: report?.waitingFor ?? status?.waitingFor ?? null,
    worktree: report?.worktree ?? status?.worktree ?? null,
    usage: report?.usage ?? status?.usage ?? null,
    capabilities: report?.capabilities ?? [],
    load: report?.load ?? null,
  };
}
