import { l10n } from 'vscode';
import type { RolloutStrategy } from '../../../server/protocol/configuration/rolloutConfiguration.ts';
import type { Deployment, DeploymentState } from '../../../server/protocol/deployments.ts';

/** What a state is called in rows and lists. */
export function stateLabel(state: DeploymentState): string {
  const labels: { readonly [State in DeploymentState]: string } = {
    queued: l10n.t('queued'),
    gates: l10n.t('quality gates'),
    building: l10n.t('building'),
    starting: l10n.t('starting'),
    verifying: l10n.t('verifying health'),
    'awaiting-approval': l10n.t('awaiting approval'),
    switching: l10n.t('switching traffic'),
    observing: l10n.t('observing'),
    live: l10n.t('live'),
    failed: l10n.t('failed'),
    'rolled-back': l10n.t('rolled back'),
    cancelled: l10n.t('cancelled'),
  };
  return labels[state];
}

/** What a strategy does to the requests, in a few words. */
export function strategyLabel(strategy: RolloutStrategy): string {
  const labels: { readonly [Strategy in RolloutStrategy]: string } = {
    'blue-green': l10n.t('blue-green: all requests at once'),
    canary: l10n.t('canary: requests in steps'),
    rolling: l10n.t('rolling: one instance after the other'),
    recreate: l10n.t('recreate: the old release is stopped first'),
  };
  return labels[strategy];
}

/** The states on the way, in their order. */
const openStates = [
  'queued',
  'gates',
  'building',
  'starting',
  'verifying',
  'awaiting-approval',
  'switching',
  'observing',
] as const satisfies readonly DeploymentState[];

/** Every state, the ends last. Named here because the protocol's schemas are not loaded at activation. */
export const deploymentStates: readonly DeploymentState[] = [
  ...openStates,
  'live',
  'failed',
  'rolled-back',
  'cancelled',
];

/** Which of the steps on its way it is at: `step 3 of 8`; undefined where it has ended. */
export function progressText({ state, gates, approvals }: Deployment): string | undefined {
  const expected: readonly DeploymentState[] = openStates.filter(
    (one) =>
      one === state ||
      !(
        (one === 'gates' && gates.length === 0) ||
        (one === 'awaiting-approval' && approvals === null) ||
        one === 'queued'
      ),
  );
  const index = expected.indexOf(state);
  return index < 0 ? undefined : l10n.t('step {0} of {1}', index + 1, expected.length);
}

/** A duration as a person would say it: `420 ms`, `3.2 s`, `4 min 5 s`. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return l10n.t('{0} ms', Math.max(0, Math.round(milliseconds)));
  const seconds = milliseconds / 1000;
  if (seconds < 60) return l10n.t('{0} s', seconds < 10 ? seconds.toFixed(1) : Math.floor(seconds));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return l10n.t('{0} min {1} s', minutes, Math.floor(seconds % 60));
  return l10n.t('{0} h {1} min', Math.floor(minutes / 60), minutes % 60);
}

/** How many approvals it has of those it needs: `1 of 2 approvals`; undefined where it needs none. */
export function approvalsText({ approvals }: Deployment): string | undefined {
  if (approvals === null) return undefined;
  const { given, required } = approvals;
  return required === 1
    ? l10n.t('{0} of 1 approval', given.length)
    : l10n.t('{0} of {1} approvals', given.length, required);
}

/** Whether it is over, well or not. */
export function hasEnded({ state }: Deployment): boolean {
  return state === 'live' || state === 'failed' || state === 'rolled-back' || state === 'cancelled';
}

/** A canary that goes on only when a person says so. */
export function waitsForPerson({ strategy, state, share, waitsFor }: Deployment): boolean {
  return strategy === 'canary' && state === 'switching' && share > 0 && share < 100 && waitsFor !== null;
}

/** Whether it got requests once, which another release gets now. */
export function wasLive({ state, share }: Deployment): boolean {
  return state === 'live' && share === 0;
}

/** Whether it may be approved; where no approval is asked for, it waits for a window or the end of a freeze. */
export function awaitsApproval({ state, approvals }: Deployment): boolean {
  return state === 'awaiting-approval' && approvals !== null;
}

/** Where it stands, in words. */
export function stateText(deployment: Deployment): string {
  const { state } = deployment;
  if (waitsForPerson(deployment)) return l10n.t('paused');
  if (wasLive(deployment)) return l10n.t('was live');
  return state === 'awaiting-approval' && !awaitsApproval(deployment) ? l10n.t('waiting') : stateLabel(state);
}

/** How the requests left it, and by whom: `rolled back to main by Ada`; undefined where they did not. */
export function departureText({ left }: Deployment): string | undefined {
  if (left === null) return undefined;
  const { to, by, rollback, reason } = left;
  if (to === null)
    return reason === null
      ? l10n.t('address closed by {0}', by)
      : l10n.t('address closed by {0}: {1}', by, reason);
  return rollback
    ? l10n.t('rolled back to {0} by {1}', to.revision, by)
    : l10n.t('replaced by {0} by {1}', to.revision, by);
}
