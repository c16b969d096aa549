import { type Deployment, deploymentSchema } from '../server/protocol/deployments.ts';

/** A deployment that has just been asked for, but for what is given. */
export function deploymentRow(facts: Partial<Deployment> = {}): Deployment {
  return deploymentSchema.parse({
    id: '12',
    environment: 'staging',
    team: 'web',
    slot: 'green',
    revision: 'feature/web-login',
    commit: 'a'.repeat(40),
    strategy: 'blue-green',
    rollback: false,
    state: 'queued',
    position: null,
    waitsFor: null,
    steps: [],
    gates: [],
    approvals: null,
    bypass: null,
    share: 0,
    replaced: null,
    left: null,
    baseline: null,
    observed: null,
    requestedBy: 'ada',
    requestedAt: '2026-11-21T08:00:00.000Z',
    endedAt: null,
    problem: null,
    failedCheck: null,
    ...facts,
  });
}
