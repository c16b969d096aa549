import { CancellationError, commands, l10n, Uri, window } from 'vscode';
import type { Branch } from '../../../server/protocol/branches.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { type ChosenBranch, chooseBranch } from './chooseBranch.ts';
import { localRoot } from './localRoot.ts';

/** Opens the work tree of a branch in a window of its own; makes one where there is none and the user wants it. */
export const openWorktree: CommandFunction = async (context, argument) => {
  const chosen = await chooseBranch(context, argument, {
    title: l10n.t('Open Worktree in New Window'),
    placeholder: l10n.t('Select the branch'),
    fits: ({ current }) => !current,
    none: l10n.t('There is no other branch.'),
  });
  localRoot(chosen.session);
  const { worktree } = chosen.branch.worktree ? chosen.branch : await makeWorktree(chosen);
  if (!worktree) throw new CommandRefused(l10n.t('The work tree is gone again.'));
  if (worktree.missing)
    throw new CommandRefused(
      l10n.t('The folder {0} is gone. Where it is gone for good, run "git worktree prune".', worktree.path),
    );
  await commands.executeCommand('vscode.openFolder', Uri.file(worktree.path), { forceNewWindow: true });
};

async function makeWorktree({ session, branch, given }: ChosenBranch): Promise<Branch> {
  if (given['create'] !== true) await confirm(branch.name);
  return cancellable(l10n.t('Making a work tree for {0}…', branch.name), (signal) =>
    session.call('addWorktree', { body: { branch: branch.name }, signal }),
  );
}

async function confirm(name: string): Promise<void> {
  const make = l10n.t('Make Worktree');
  const message = l10n.t('{0} has no work tree. Make one beside the repository?', name);
  const detail = l10n.t('"branches.worktrees" of swarm.json says in which folder.');
  const answer = await window.showInformationMessage(message, { modal: true, detail }, make);
  if (answer !== make) throw new CancellationError();
}
