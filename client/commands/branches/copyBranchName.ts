import { env, l10n } from 'vscode';
import type { CommandFunction } from '../commandContext.ts';
import { chooseBranch } from './chooseBranch.ts';

/** Puts the full name of a branch on the clipboard. */
export const copyBranchName: CommandFunction = async (context, argument) => {
  const { branch } = await chooseBranch(context, argument, {
    title: l10n.t('Copy Branch Name'),
    placeholder: l10n.t('Select the branch'),
    fits: () => true,
    none: l10n.t('There are no branches yet.'),
  });
  await env.clipboard.writeText(branch.name);
};
