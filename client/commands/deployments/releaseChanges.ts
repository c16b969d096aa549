import { l10n } from 'vscode';
import type { CommitComparison } from '../../../server/protocol/commitComparison.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { liveSlot } from '../../views/slots/liveSlot.ts';

const namedCommits = 8;

/** Where a release is to go. */
interface Place {
  readonly environment: string;
  readonly team: string;
}

/** What is different where a commit takes the place of what is live; undefined where nothing is, or it cannot be told. */
export async function changesSinceLive(
  session: RepositorySession,
  place: Place,
  commit: string,
  signal?: AbortSignal,
): Promise<CommitComparison | undefined> {
  const from = liveSlot(session.store, place)?.commit;
  if (!from) return undefined;
  const query = { from, to: commit };
  // A dialog without this part is better than none.
  return session.call('compareCommits', { query, ...(signal ? { signal } : {}) }).catch(() => undefined);
}

/** The changes in a few lines of a dialog: how many, and the newest by their subjects. */
export function changeLines(changes: CommitComparison | undefined): string[] {
  if (changes === undefined) return [l10n.t('Nothing is live there that it could be compared with.')];
  const { ahead, behind, commits, files, omitted } = changes;
  if (ahead + behind === 0) return [l10n.t('It is the commit that is live.')];
  const named = commits.slice(0, namedCommits);
  return [
    l10n.t('{0}, {1} since what is live:', commitWords(ahead), fileWords(files.length + omitted)),
    ...named.map(({ commit, subject, author }) => `${commit.slice(0, 8)} ${subject} (${author})`),
    ...(ahead > named.length ? [l10n.t('and {0} more', ahead - named.length)] : []),
    ...missingLines(changes),
  ];
}

/** Commits that are live and would go. */
export function missingLines({ behind }: CommitComparison): string[] {
  if (behind === 0) return [];
  return [
    behind === 1
      ? l10n.t('1 commit that is live is not in it.')
      : l10n.t('{0} commits that are live are not in it.', behind),
  ];
}

export function commitWords(count: number): string {
  return count === 1 ? l10n.t('1 commit') : l10n.t('{0} commits', count);
}

export function fileWords(count: number): string {
  return count === 1 ? l10n.t('1 changed file') : l10n.t('{0} changed files', count);
}
