import type { Agent } from '../server/protocol/agents.ts';

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
    ...changes,
  };
}
