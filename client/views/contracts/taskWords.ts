import { l10n } from 'vscode';
import type { EvidenceVerdict } from '../../../server/protocol/evidence.ts';
import type { Task } from '../../../server/protocol/tasks.ts';

/** Where a task stands, in words. */
export function stageLabel(stage: Task['stage']): string {
  const labels: { readonly [Stage in Task['stage']]: string } = {
    open: l10n.t('open'),
    claimed: l10n.t('working'),
    asking: l10n.t('waits for an answer'),
    verifying: l10n.t('being verified'),
    unproven: l10n.t('not proven'),
    verified: l10n.t('verified'),
    crediting: l10n.t('being credited'),
    credited: l10n.t('credited'),
    disputed: l10n.t('disputed'),
    failed: l10n.t('failed'),
    canceled: l10n.t('canceled'),
    rejected: l10n.t('rejected'),
  };
  return labels[stage];
}

/** What was found of evidence, in words. */
export function verdictLabel(verdict: EvidenceVerdict): string {
  const labels: { readonly [Verdict in EvidenceVerdict]: string } = {
    pending: l10n.t('not looked at yet'),
    holds: l10n.t('holds'),
    fails: l10n.t('does not hold'),
    unknown: l10n.t('could not be looked at'),
  };
  return labels[verdict];
}

/** Points as a person says them. */
export function pointsText(points: number): string {
  return points === 1 ? l10n.t('1 point') : l10n.t('{0} points', points.toLocaleString('en'));
}
