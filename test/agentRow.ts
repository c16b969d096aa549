import type { Agent } from '../server/protocol/agents.ts';

const standing = {
  role: null,
  team: null,
  machine: 'standard',
  meaning: 'working',
  since: '2026-11-21T07:00:00.000Z',
  condition: 'working',
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
  draining: false,
  quarantined: false,
} satisfies Partial<Agent>;

/** An agent's row for tests. */
export function agentRow(id: string, changes: Partial<Agent> = {}): Agent {
  return {
    id,
    name: id,
    state: 'active',
    allowed: ['process', 'blocked', 'complete'],
    version: 1,
    health: 'fresh',
    lastSeen: '2026-11-21T08:00:00.000Z',
    lastSeenSource: 'heartbeat',
    mission: null,
    reported: null,
    file: null,
    problem: null,
    reason: null,
    ...standing,
    ...changes,
  };
}
