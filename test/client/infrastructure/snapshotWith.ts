import type { Agent } from '../../../server/protocol/agents.ts';
import type { Snapshot } from '../../../server/protocol/snapshot.ts';

/** A valid snapshot with these agents and nothing else. */
export function snapshotWith(agents: readonly Agent[], seq = 0): Snapshot {
  return {
    seq,
    service: {
      version: '0.1.0',
      pid: 1,
      repository: '/r',
      base: 'main',
      activeDays: 30,
      configuration: [],
      configurationFrom: null,
      windows: 1,
    },
    teams: [],
    branches: [],
    slots: [],
    deployments: [],
    agents: [...agents],
    contracts: [],
    tasks: [],
    leases: [],
    queue: [],
    attention: [],
  };
}
