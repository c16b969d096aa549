import { l10n } from 'vscode';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';

/** What a page says instead of what it would show. */
export interface SessionNotice {
  readonly message: string;
  /** Label of a button that starts the service; undefined where nothing can be done. */
  readonly start: string | undefined;
}

/** What a panel says while its repository has no service; undefined where all is well. */
export function sessionNotice(session: RepositorySession | undefined): SessionNotice | undefined {
  if (!session)
    return {
      message: l10n.t('This repository is not open in this window, or not trusted.'),
      start: undefined,
    };
  const start = l10n.t('Start Service');
  const { state } = session;
  if (state.kind === 'live') return undefined;
  if (state.kind === 'connecting')
    return { message: l10n.t('Starting the infrastructure service…'), start: undefined };
  if (state.kind === 'off') return { message: l10n.t('The infrastructure service is not running.'), start };
  return { message: l10n.t('The infrastructure service is unreachable: {0}', state.reason), start };
}
