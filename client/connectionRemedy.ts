import { l10n } from 'vscode';
import { type CommandId, commandId } from './contributions.ts';
import type { RepositorySession } from './infrastructure/repositorySession.ts';

/** A command that may bring a repository its service. */
export interface ConnectionRemedy {
  readonly command: CommandId;
  readonly title: string;
  readonly icon: string;
  readonly argument?: unknown;
}

/** What helps a repository that has no service; undefined where it has one or is on the way to it. */
export function connectionRemedy({
  id,
  root,
  state,
}: Pick<RepositorySession, 'id' | 'root' | 'state'>): ConnectionRemedy | undefined {
  if (state.kind === 'live' || state.kind === 'connecting') return undefined;
  if (state.kind === 'unreachable' && state.lacks !== undefined) return lackingRemedy(state.lacks);
  // Nobody can start a service on another machine from here.
  if (root === undefined)
    return { command: commandId.refresh, title: l10n.t('Try Again'), icon: 'debug-restart' };
  const again = state.kind === 'unreachable';
  return {
    command: commandId.restartService,
    title: again ? l10n.t('Restart Service') : l10n.t('Start Service'),
    icon: again ? 'debug-restart' : 'play',
    argument: { repository: id },
  };
}

function lackingRemedy(lacks: 'token' | 'address'): ConnectionRemedy {
  const title = lacks === 'token' ? l10n.t('Set API Token…') : l10n.t('Change Address of API');
  return { command: commandId.setApiToken, title, icon: lacks === 'token' ? 'key' : 'settings-gear' };
}
