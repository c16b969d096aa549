import type { Deployment, DeploymentState, DeploymentStep } from '../../../../server/protocol/deployments.ts';
import type { GateOutcome } from '../../../../server/protocol/gates.ts';
import { deploymentRow as anyDeployment } from '../../../deploymentRow.ts';

/** A deployment that was asked for at noon and is being built. */
export function deploymentRow(id: number, facts: Partial<Deployment> = {}): Deployment {
  return anyDeployment({
    id: String(id),
    team: 'ai',
    slot: 'slot-1',
    revision: 'feature/x',
    state: 'building',
    requestedBy: 'Ada',
    requestedAt: '2026-11-21T12:00:00.000Z',
    ...facts,
  });
}

/** A step that took two seconds. */
export function stepRow(state: DeploymentState, facts: Partial<DeploymentStep> = {}): DeploymentStep {
  return {
    state,
    startedAt: '2026-11-21T12:00:00.000Z',
    milliseconds: 2000,
    detail: null,
    log: null,
    ...facts,
  };
}

export function gateRow(name: string, facts: Partial<GateOutcome> = {}): GateOutcome {
  return {
    name,
    required: true,
    outcome: 'passed',
    milliseconds: 1500,
    measures: [],
    problem: null,
    log: null,
    ...facts,
  };
}
