import { l10n } from 'vscode';
import type { EnvironmentRules } from '../../../server/protocol/environmentRules.ts';
import type { RolloutStrategy } from '../../../server/protocol/rolloutConfiguration.ts';

/** What a deployment goes through, in one line: gates → build → approval → requests → observation. */
export function planText(rules: EnvironmentRules, strategy: RolloutStrategy): string {
  const { gates, approvals, observeSeconds } = rules;
  const steps = [
    ...gateWords(gates),
    l10n.t('build, start and check health'),
    ...(approvals ? [approvalWords(approvals)] : []),
    requestWords(rules, strategy),
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
  const who = approvers.join(', ');
  return required === 1 ? l10n.t('approval by {0}', who) : l10n.t('{0} approvals by {1}', required, who);
}

function requestWords({ canaryPercents }: EnvironmentRules, strategy: RolloutStrategy): string {
  const words: { readonly [Strategy in RolloutStrategy]: string } = {
    'blue-green': l10n.t('all requests at once'),
    canary: l10n.t('{0} % of the requests', [...canaryPercents, 100].join(', ')),
    rolling: l10n.t('requests instance by instance'),
    recreate: l10n.t('the old release stops before this one starts'),
  };
  return words[strategy];
}
