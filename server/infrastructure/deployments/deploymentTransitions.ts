import type { DeploymentState } from '../../protocol/deployments.ts';
import type { EndState, OpenState } from './deploymentHistory.ts';

type ForwardState = OpenState | 'live';

/**
 * Where each state leads. A release that needs no gates, build, start or approval passes over those states. Back leads
 * only a start that was cut short: the release is built and started again.
 */
const forward: Readonly<Record<OpenState, readonly ForwardState[]>> = {
  queued: ['gates', 'building', 'starting', 'verifying', 'awaiting-approval'],
  gates: ['building', 'starting', 'verifying', 'awaiting-approval'],
  building: ['starting', 'verifying', 'building'],
  starting: ['verifying', 'building', 'starting'],
  verifying: ['awaiting-approval', 'switching', 'building', 'starting'],
  // What cannot run twice is approved before anything is stopped for it.
  'awaiting-approval': ['switching', 'building', 'starting', 'verifying'],
  switching: ['observing'],
  observing: ['live'],
};

const requestsMove: readonly OpenState[] = ['switching', 'observing'];

/** The states that a state leads to. */
export function nextStates(from: DeploymentState): readonly DeploymentState[] {
  if (!isOpen(from)) return [];
  const bad: EndState[] = requestsMove.includes(from)
    ? ['failed', 'rolled-back', 'cancelled']
    : ['failed', 'cancelled'];
  return [...forward[from], ...bad];
}

/** Whether a state leads to another. */
export function leadsTo(from: DeploymentState, to: DeploymentState): boolean {
  return nextStates(from).includes(to);
}

function isOpen(state: DeploymentState): state is OpenState {
  return Object.hasOwn(forward, state);
}
