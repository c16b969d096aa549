import { l10n } from 'vscode';
import * as z from 'zod';
import { ApiError } from '../../../server/protocol/apiClient.ts';
import type { RestorableBranch, RestoreBranch } from '../../../server/protocol/branchDeletion.ts';
import type { RepositorySession } from '../../infrastructure/repositorySession.ts';
import { askText, pickOne } from '../../input/questions.ts';
import { complaint } from '../../input/validation.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { givenText, invoke } from '../invocation.ts';

const fullName = z.string().trim().min(1, 'name the branch').max(250, 'at most 250 characters');

/** Brings a deleted branch back, under another name where its own is taken by now. */
export const restoreBranch: CommandFunction = async (context, argument) => {
  const title = l10n.t('Restore Deleted Branch');
  const invocation = await invoke(context, argument, title);
  const { session } = invocation;
  const name = givenText(invocation, 'branch');
  const wanted = name === undefined ? await askDeleted(session, title) : { name };
  const branch = await restore(session, wanted, title);
  await context.views.reveal(session, 'branches', branch);
};

async function askDeleted(session: RepositorySession, title: string): Promise<RestorableBranch> {
  const deleted = await cancellable(l10n.t('Looking for deleted branches…'), (signal) =>
    session.call('restorableBranches', { signal }),
  );
  if (deleted.length === 0) throw new NothingToDo(l10n.t('No deleted branch can be restored.'));
  const choices = deleted.map((branch) => ({
    label: branch.name,
    description: `${branch.commit.slice(0, 8)} ${branch.subject}`,
    detail: l10n.t(
      'Deleted {0}, restorable until {1}',
      new Date(branch.deletedAt).toLocaleString(),
      new Date(branch.restorableUntil).toLocaleDateString(),
    ),
    value: branch,
  }));
  const placeholder = l10n.t('Select the branch to restore');
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}

async function restore(
  session: RepositorySession,
  { name, deletedAt }: Pick<RestoreBranch, 'name' | 'deletedAt'>,
  title: string,
): Promise<string> {
  const call = async (as?: string) => {
    const body = { name, ...(deletedAt ? { deletedAt } : {}), ...(as ? { as } : {}) };
    return (await session.call('restoreBranch', { body })).name;
  };
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ApiError) || error.problem.code !== 'branch-exists') throw error;
  }
  const prompt = l10n.t('There is a branch {0} by now: name to restore it under', name);
  const validate = (text: string) => complaint(fullName, text);
  const as = await askText({ prompt, validate, value: `${name}-restored` }, { title, step: 1, total: 1 });
  return call(as.trim());
}
