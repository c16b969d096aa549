import type { Lease } from '../../server/protocol/leases.ts';
import { locateFile } from '../infrastructure/fileHead.ts';
import type { RepositorySession } from '../infrastructure/repositorySession.ts';
import { sessionOfFile } from '../infrastructure/sessionOfFile.ts';

/** A file that somebody holds. */
export interface HeldFile {
  readonly session: RepositorySession;
  /** Relative to the root of its work tree. */
  readonly path: string;
  readonly lease: Lease;
}

/**
 * Asks the service who holds a file; undefined where nobody does, and nothing is asked where nobody holds any.
 * @param signal ends the request
 * @throws {ApiError | ServiceUnavailable | ApiUnreachable} no answer
 */
export async function loadHeldFile(
  file: string,
  sessions: readonly RepositorySession[],
  signal: AbortSignal,
): Promise<HeldFile | undefined> {
  if (!sessions.some(holdsFiles)) return undefined;
  const head = await locateFile(file);
  const session = head && sessionOfFile(head, sessions);
  if (!session || signal.aborted || !holdsFiles(session)) return undefined;
  const { lease } = await session.call('leaseHolder', { query: { path: head.path }, signal });
  return lease === null ? undefined : { session, path: head.path, lease };
}

function holdsFiles({ store }: RepositorySession): boolean {
  return [...store.rows('leases').values()].some(({ kind, state }) => kind === 'paths' && state === 'held');
}
