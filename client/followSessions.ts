import type { Disposable } from 'vscode';
import type { RepositorySession } from './infrastructure/repositorySession.ts';
import type { Repositories } from './repositories.ts';

/**
 * Follows every session of the window as long as it has it.
 * @param follow called once for each session; returns the function that ends it
 * @param onChanged called after the set of sessions, or the state of one, is different
 */
export function followSessions(
  repositories: Repositories,
  follow: (session: RepositorySession) => () => void,
  onChanged: () => void = () => {},
): Disposable {
  const followed = new Map<RepositorySession, () => void>();
  const update = () => {
    const { sessions } = repositories;
    for (const [session, unfollow] of followed) {
      if (sessions.includes(session)) continue;
      unfollow();
      followed.delete(session);
    }
    for (const session of sessions) if (!followed.has(session)) followed.set(session, follow(session));
    onChanged();
  };
  const subscription = repositories.onDidChange(update);
  update();
  return {
    dispose: () => {
      subscription.dispose();
      for (const unfollow of followed.values()) unfollow();
    },
  };
}
