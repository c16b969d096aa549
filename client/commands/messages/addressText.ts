import { l10n } from 'vscode';
import type { Address } from '../../../server/protocol/messages.ts';

/** Whom a message is for, in words. */
export function addressText(to: Address): string {
  if ('agent' in to) return to.agent;
  if ('role' in to) return l10n.t('everyone with the role {0}', to.role);
  return 'team' in to ? l10n.t('team {0}', to.team) : l10n.t('all agents');
}
