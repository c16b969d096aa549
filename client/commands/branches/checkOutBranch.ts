import { l10n } from 'vscode';
import { userGit } from '../../infrastructure/gitProcess.ts';
import { uninterrupted } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { chooseBranch } from './chooseBranch.ts';
import { localRoot } from './localRoot.ts';

/** Switches the user's work tree to a branch; git refuses where that would lose changed files. */
export const checkOutBranch: CommandFunction = async (context, argument) => {
  const { session, branch } = await chooseBranch(context, argument, {
    title: l10n.t('Check Out'),
    placeholder: l10n.t('Select the branch to check out'),
    fits: ({ current }) => !current,
    none: l10n.t('There is no other branch to check out.'),
  });
  const root = localRoot(session);
  const { worktree, name } = branch;
  if (worktree && !worktree.missing && !branch.current)
    throw new CommandRefused(
      l10n.t('{0} is checked out in {1}. Open that work tree instead.', name, worktree.path),
    );
  // After the dashes only a branch can stand, whatever it is called.
  const switching = userGit(root, ['switch', '--no-guess', '--no-progress', '--', name]);
  await uninterrupted(l10n.t('Checking out {0}…', name), switching);
};
