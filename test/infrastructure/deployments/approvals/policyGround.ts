import { parseConfiguration } from '../../../../server/configuration/parseConfiguration.ts';
import { ReleasePolicy } from '../../../../server/infrastructure/deployments/approvals/releasePolicy.ts';
import type { GovernedDeployment } from '../../../../server/infrastructure/deployments/deploymentPolicy.ts';
import { type Policy, policyOf } from '../../../../server/infrastructure/protection/policy.ts';

/** Two teams and people who belong to none. */
export const teams = {
  web: {
    branchPrefix: 'feature/web',
    lead: 'ada',
    members: ['agent-1'],
    gates: [{ name: 'unit', command: ['true'] }],
  },
  ai: { branchPrefix: 'feature/ai', lead: 'bob', members: ['agent-2'] },
};

/** The rules of a swarm.json with these environments. */
export function policyFor(environments: object): Policy {
  const { configuration, problems, places } = parseConfiguration(JSON.stringify({ teams, environments }));
  if (!configuration) throw new Error(problems.map(({ message }) => message).join(' '));
  return policyOf({ configuration, places }, 'main', 'on main');
}

/** The policy of deployments under these rules, where no slot is reserved. */
export function releasePolicy(environments: object): ReleasePolicy {
  const policy = policyFor(environments);
  const reservations = { obstacle: () => null, refuseReserved: () => {} };
  return new ReleasePolicy({ protection: { policy: async () => policy }, reservations });
}

export function deployment(more: Partial<GovernedDeployment> = {}): GovernedDeployment {
  return {
    id: '12',
    environment: 'production',
    team: 'web',
    commit: 'c'.repeat(40),
    requestedBy: 'agent-1',
    requestedAt: '2026-11-23T12:00:00.000Z',
    rollback: false,
    bypassed: false,
    approvals: [],
    ...more,
  };
}
