import type { DeploymentState, MeasuredTraffic } from '../../protocol/deployments.ts';
import type { GateOutcome } from '../../protocol/gates.ts';
import type { Release } from '../../protocol/traffic.ts';
import type { EventDraft } from '../events/subject.ts';
import type { DecidedEnd, DeploymentHistory, RequestedDeployment } from './deploymentHistory.ts';

/** How a step ended, when the next one begins. */
export interface EndedStep {
  readonly milliseconds: number;
  /** What it came to: a sentence. */
  readonly detail: string | null;
  /** File with its output. */
  readonly log: string | null;
}

/** What is known when a state is entered, besides the state. */
export interface EnteredFacts {
  readonly slot?: string;
  readonly slotVersion?: number;
  readonly replaced?: Release | null;
  readonly replacedInstances?: number;
  readonly approvalRule?: DeploymentHistory['approvalRule'];
  readonly baseline?: MeasuredTraffic | null;
}

/** What was measured on a release and on the one before. */
export interface Measured {
  readonly baseline: MeasuredTraffic | null;
  readonly observed: MeasuredTraffic | null;
}

/** What is known of a deployment at its end. */
export interface EndFacts extends Measured {
  /** Why it ended badly: a sentence; null where it did not. */
  readonly reason: string | null;
}

export const deploymentRequested = (request: RequestedDeployment): EventDraft => ({
  type: 'deployment.requested',
  data: { ...request },
});
export const deploymentAdvanced = (
  to: DeploymentState,
  ended: EndedStep,
  facts: EnteredFacts = {},
): EventDraft => ({ type: 'deployment.advanced', data: { to, ended, ...facts } });
export const gateEnded = (outcome: GateOutcome): EventDraft => ({
  type: 'deployment.gate-ended',
  data: { outcome },
});
export const deploymentApproved = (comment: string | null, verified: boolean): EventDraft => ({
  type: 'deployment.approved',
  data: { comment, verified },
});
export const canaryStepped = (step: number, percent: number): EventDraft => ({
  type: 'deployment.canary-stepped',
  data: { step, percent },
});
export const canaryContinued = (step: number): EventDraft => ({
  type: 'deployment.canary-continued',
  data: { step },
});
/** Recorded before anything is undone, so that whoever comes after a crash goes on with that. */
export const endDecided = (end: DecidedEnd): EventDraft => ({
  type: 'deployment.end-decided',
  data: { ...end },
});
export const deploymentEnded = (state: DeploymentState, ended: EndedStep, facts: EndFacts): EventDraft => ({
  type: 'deployment.ended',
  data: { state, ended, ...facts },
});
