import { l10n } from 'vscode';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';

/** Milliseconds in which a queue that was just filled begins, or finds out that it cannot. */
const patience = 1_000;

/** Why nothing in a merge queue is tested now, as a sentence; undefined where something is. */
export async function queueWait(session: RepositorySession, target: string): Promise<string | undefined> {
  const { store } = session;
  const isDecided = () => {
    const queue = store.get('queue', target);
    return queue && (queue.paused || queue.waiting || queue.entries.some(({ state }) => state !== 'queued'));
  };
  if (!isDecided()) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const timer = setTimeout(resolve, patience);
    const unsubscribe = store.onChanged(() => isDecided() && resolve());
    await promise;
    clearTimeout(timer);
    unsubscribe();
  }
  const queue = store.get('queue', target);
  if (queue?.paused) return l10n.t('The queue is paused.');
  return queue?.waiting ? l10n.t('It waits: {0}', queue.waiting) : undefined;
}
