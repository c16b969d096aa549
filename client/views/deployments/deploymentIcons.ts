import type { Deployment, DeploymentState, DeploymentStep } from '../../../server/protocol/deployments.ts';
import type { GateOutcome } from '../../../server/protocol/gates.ts';
import { awaitsApproval, waitsForPerson, wasLive } from './deploymentWords.ts';

/** A codicon and its theme colour. */
export interface RowIcon {
  readonly icon: string;
  readonly color?: string;
}

const running: RowIcon = { icon: 'loading~spin', color: 'charts.blue' };
const passed: RowIcon = { icon: 'pass', color: 'testing.iconPassed' };
const failed: RowIcon = { icon: 'error', color: 'problemsErrorIcon.foreground' };
const warning: RowIcon = { icon: 'warning', color: 'problemsWarningIcon.foreground' };

/** How each state looks. */
const deploymentIcons: { readonly [State in DeploymentState]: RowIcon } = {
  queued: { icon: 'watch' },
  gates: running,
  building: running,
  starting: running,
  verifying: running,
  'awaiting-approval': { icon: 'bell-dot', color: 'problemsWarningIcon.foreground' },
  switching: { icon: 'loading~spin', color: 'charts.green' },
  observing: { icon: 'eye', color: 'charts.blue' },
  live: { icon: 'pass-filled', color: 'testing.iconPassed' },
  failed,
  'rolled-back': { icon: 'discard', color: 'problemsErrorIcon.foreground' },
  cancelled: { icon: 'circle-slash', color: 'disabledForeground' },
};

/** A canary that waits for a person. */
const pausedIcon: RowIcon = { icon: 'debug-pause', color: 'problemsWarningIcon.foreground' };

/** It was live before. */
const pastIcon: RowIcon = { icon: 'pass', color: 'disabledForeground' };

/** It waits for a time, and nobody has to do anything. */
const waitingIcon: RowIcon = { icon: 'watch' };

/** How a deployment looks. */
export function deploymentIcon(deployment: Deployment): RowIcon {
  const { state } = deployment;
  if (waitsForPerson(deployment)) return pausedIcon;
  if (state === 'awaiting-approval' && !awaitsApproval(deployment)) return waitingIcon;
  return wasLive(deployment) ? pastIcon : deploymentIcons[state];
}

/** How a step looks: one under way as its deployment does, one that is over by what followed. */
export function stepIcon(
  { state, milliseconds }: DeploymentStep,
  next: DeploymentState | undefined,
  deployment: Deployment,
): RowIcon {
  if (milliseconds === null && next === undefined) return deploymentIcon(deployment);
  if (milliseconds === null || next === undefined) return deploymentIcons[state];
  if (next === 'failed' || next === 'rolled-back') return failed;
  return next === 'cancelled' ? deploymentIcons.cancelled : passed;
}

/** How a gate looks: an advisory one that failed only warns. */
export function gateIcon({ outcome, required }: GateOutcome): RowIcon {
  if (outcome === 'running') return running;
  if (outcome === 'passed') return passed;
  if (outcome === 'bypassed') return { icon: 'debug-step-over', color: 'problemsWarningIcon.foreground' };
  return required ? failed : warning;
}
