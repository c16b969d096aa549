import type { Agent } from '../../../server/protocol/agents.ts';
import type { Snapshot } from '../../../server/protocol/snapshot.ts';

/** A valid agent row. */
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

/** A valid snapshot with these agents and nothing else. */
export function snapshotWith(agents: readonly Agent[], seq = 0): Snapshot {
  return {
    seq,
    service: { version: '0.1.0', pid: 1, repository: '/r', base: 'main', configuration: [], windows: 1 },
    teams: [],
    branches: [],
    slots: [],
    agents: [...agents],
    contracts: [],
    attention: [],
  };
}
