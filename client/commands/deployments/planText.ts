import { l10n } from 'vscode';
import type { EnvironmentRules } from '../../../server/protocol/configuration/environmentRules.ts';
import type { RolloutStrategy } from '../../../server/protocol/configuration/rolloutConfiguration.ts';

/** What a deployment goes through, in one line that leaves out what its strategy is called by: gates → build → approval → observation. */
export function planText(rules: EnvironmentRules, strategy: RolloutStrategy, instances: number): string {
  const { gates, approvals, observeSeconds } = rules;
  const steps = [
    ...gateWords(gates),
    l10n.t('build, start and check health'),
    ...(approvals ? [approvalWords(approvals)] : []),
    ...(strategy === 'canary' ? [shareWords(rules)] : []),
    ...(strategy === 'rolling' ? [l10n.t('replace {0} instances, one at a time', instances)] : []),
    ...(observeSeconds > 0 ? [l10n.t('observe for {0} s', observeSeconds)] : []),
  ];
  return steps.join(' → ');
}

function gateWords({ required, advisory }: EnvironmentRules['gates']): string[] {
  return [
    ...(required.length > 0 ? [l10n.t('gates: {0}', required.join(', '))] : []),
    ...(advisory.length > 0 ? [l10n.t('advisory gates: {0}', advisory.join(', '))] : []),
  ];
}

function approvalWords({ required, approvers }: NonNullable<EnvironmentRules['approvals']>): string {
  const who = approvers.includes('everyone') ? l10n.t('anybody but you') : approvers.join(', ');
  return required === 1 ? l10n.t('approval by {0}', who) : l10n.t('{0} approvals by {1}', required, who);
}

function shareWords({ canaryPercents }: EnvironmentRules): string {
  return l10n.t('{0} % of the requests', [...canaryPercents, 100].join(', '));
}
