import { l10n } from 'vscode';
import { ApiError } from '../../../server/protocol/apiClient.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { CommandRefused } from '../commandRefused.ts';
import { tell } from '../told.ts';
import { queueWait } from './queueWait.ts';
import { withChecksAllowed } from './withChecksAllowed.ts';

/**
 * Enqueues branches in this order. What the service refuses is left out, and said once the others are in.
 * @throws {CommandRefused} which branches are left out and why
 */
export async function enqueueAll(
  session: RepositorySession,
  branches: readonly string[],
  target: string,
): Promise<void> {
  const refused: string[] = [];
  for (const branch of branches) {
    const team = session.store.get('branches', branch)?.team ?? null;
    const enqueue = () => session.call('enqueue', { body: { branch } });
    await withChecksAllowed(session, team, enqueue).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
      refused.push(`${branch}: ${error.message}`);
    });
  }
  const count = branches.length - refused.length;
  const done = count === 0 ? [] : [enqueued(count, target), await queueWait(session, target)];
  const told = done.filter((text) => text !== undefined);
  if (refused.length === 0) return tell(told.join(' '));
  throw new CommandRefused([...told, l10n.t('Not enqueued: {0}', refused.join(' · '))].join(' '));
}

function enqueued(count: number, target: string): string {
  return count === 1
    ? l10n.t('1 branch is in the merge queue for {0}.', target)
    : l10n.t('{0} branches are in the merge queue for {1}.', count, target);
}
