import { l10n } from 'vscode';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import type { Notice } from './webview/messages.ts';

/** What a panel says while its repository has no service; undefined where all is well. */
export function sessionNotice(session: RepositorySession | undefined): Notice | undefined {
  if (!session)
    return {
      message: l10n.t('This repository is not open in this window, or not trusted.'),
      action: undefined,
    };
  const start = { label: l10n.t('Start Service'), message: { type: 'start' } as const };
  const { state } = session;
  if (state.kind === 'live') return undefined;
  if (state.kind === 'connecting')
    return { message: l10n.t('Starting the infrastructure service…'), action: undefined };
  if (state.kind === 'off')
    return { message: l10n.t('The infrastructure service is not running.'), action: start };
  const message = l10n.t('The infrastructure service is unreachable: {0}', state.reason);
  return { message, action: start };
}
