import { CancellationError, l10n, window } from 'vscode';
import * as z from 'zod';
import { ApiError } from '../../../server/protocol/apiClient.ts';
import type { DeletedBranch } from '../../../server/protocol/branchDeletion.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { plainText } from '../../plainText.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { tell } from '../told.ts';
import { chooseBranch, isNotBase } from './chooseBranch.ts';

/** Deletes a branch; work that is not merged only after a person has seen which commits and files it is. */
export const deleteBranch: CommandFunction = async (context, argument) => {
  const { session, branch } = await chooseBranch(context, argument, {
    title: l10n.t('Delete Branch'),
    placeholder: l10n.t('Select the branch to delete'),
    fits: isNotBase,
    none: l10n.t('There is no branch besides the base.'),
  });
  const deleted = await deleteReviewed(session, branch.name);
  const { name, deletedAt, restorableUntil } = deleted;
  const until = new Date(restorableUntil).toLocaleDateString();
  tell(l10n.t('Deleted {0}. It can be restored until {1}.', name, until), {
    title: l10n.t('Restore'),
    run: () => session.call('restoreBranch', { body: { name, deletedAt } }),
  });
};

async function deleteReviewed(session: RepositorySession, name: string): Promise<DeletedBranch> {
  const call = (confirm?: string) =>
    cancellable(l10n.t('Deleting {0}…', name), (signal) =>
      session.call('deleteBranch', { body: { name, ...(confirm ? { confirm } : {}) }, signal }),
    );
  try {
    return await call();
  } catch (error) {
    const loss = lossOf(error);
    if (!loss) throw error;
    await confirmLoss(name, loss);
    // The commit that was looked at: where the branch has moved since, the service refuses.
    return call(loss.commit);
  }
}

const lossSchema = z.object({
  commit: z.string(),
  count: z.number(),
  commits: z.array(z.object({ commit: z.string(), author: z.string(), subject: z.string() })),
  files: z.array(z.string()),
  fileCount: z.number(),
});
type Loss = z.infer<typeof lossSchema>;

function lossOf(error: unknown): Loss | undefined {
  if (!(error instanceof ApiError) || error.problem.code !== 'unmerged-work') return undefined;
  return lossSchema.safeParse(error.problem.data).data;
}

async function confirmLoss(name: string, loss: Loss): Promise<void> {
  const remove = l10n.t('Delete with This Work');
  const message =
    loss.count === 1
      ? l10n.t('{0} has 1 commit that is merged nowhere. Delete it with this work?', name)
      : l10n.t('{0} has {1} commits that are merged nowhere. Delete it with this work?', name, loss.count);
  const answer = await window.showWarningMessage(
    plainText(message),
    { modal: true, detail: plainText(lossText(loss)) },
    remove,
  );
  if (answer !== remove) throw new CancellationError();
}

const shownCommits = 10;
const shownFiles = 15;

/** Names the newest commits and the first files that go. */
function lossText({ commits, count, files, fileCount }: Loss): string {
  const lines = commits
    .slice(0, shownCommits)
    .map(({ commit, author, subject }) => `${commit.slice(0, 8)} ${subject} (${author})`);
  return [
    l10n.t('Commits:'),
    ...lines,
    ...more(count - lines.length),
    '',
    l10n.t('Files:'),
    ...files.slice(0, shownFiles),
    ...more(fileCount - Math.min(files.length, shownFiles)),
  ].join('\n');
}

function more(count: number): string[] {
  return count > 0 ? [l10n.t('and {0} more', count)] : [];
}
