import { l10n } from 'vscode';
import type { Deployment } from '../../server/protocol/deployments.ts';
import type { LiveStore } from '../infrastructure/liveStore.ts';
import { gatePartId, stepPartId } from '../views/deployments/stepParts.ts';
import { waitsForApprovalOf } from './mayApprove.ts';

/** Something a person is told of without having asked. */
export interface DeploymentNotice {
  readonly kind: 'approve' | 'failed';
  readonly message: string;
  /** What has printed why it failed, where anything has. */
  readonly output?: string;
}

/**
 * What of a change a person has to be told: an approval that is awaited of them, and what they asked for that failed or
 * went back. Everything else is a row.
 * @param before undefined where the row is new to this window: what happened before it looked is no news
 */
export function noticeOf(
  before: Deployment | undefined,
  now: Deployment,
  { person, store }: { readonly person: string; readonly store: LiveStore },
): DeploymentNotice | undefined {
  if (before === undefined || before.state === now.state) return undefined;
  const { id, revision, requestedBy, problem, state } = now;
  const place = `${now.environment}/${now.team}`;
  if (waitsForApprovalOf(person, now, store)) {
    const message = l10n.t('{0} asks you to approve #{1}, {2} for {3}.', requestedBy, id, revision, place);
    return { kind: 'approve', message };
  }
  if (requestedBy.toLowerCase() !== person.toLowerCase()) return undefined;
  if (state !== 'failed' && state !== 'rolled-back') return undefined;
  const values = [id, revision, place, problem ?? ''] as const;
  const message =
    state === 'failed'
      ? l10n.t('Deployment #{0} of {1} to {2} failed: {3}', ...values)
      : l10n.t('Deployment #{0} of {1} to {2} was rolled back: {3}', ...values);
  const output = failedPart(now);
  return { kind: 'failed', message, ...(output === undefined ? {} : { output }) };
}

/** The gate that failed, else the last step that has an output. */
function failedPart({ gates, steps }: Deployment): string | undefined {
  const gate = gates.findLast(
    ({ outcome, required, log }) => outcome === 'failed' && required && log !== null,
  );
  if (gate !== undefined) return gatePartId(gate.name);
  const step = steps.findLastIndex(({ log }) => log !== null);
  return step < 0 ? undefined : stepPartId(step);
}
