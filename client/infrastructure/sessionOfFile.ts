import type { FileHead } from './fileHead.ts';
import type { RepositorySession } from './repositorySession.ts';

/** The session of a file's repository; only one that is connected: opening a file starts no service. */
export function sessionOfFile(
  { commonDirectory }: Pick<FileHead, 'commonDirectory'>,
  sessions: readonly RepositorySession[],
): RepositorySession | undefined {
  return sessions.find(
    ({ id, root, state }) => state.kind === 'live' && (root === undefined || id === commonDirectory),
  );
}
