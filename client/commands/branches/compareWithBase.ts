import { commands, l10n, type Uri } from 'vscode';
import type { BranchDiff } from '../../../server/protocol/branchContent.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { tell } from '../told.ts';
import { chooseBranch, isNotBase } from './chooseBranch.ts';

/** Opens what a branch changed since it left the base, all files in one editor. */
export const compareWithBase: CommandFunction = async (context, argument) => {
  const { session, branch } = await chooseBranch(context, argument, {
    title: l10n.t('Compare with Base'),
    placeholder: l10n.t('Select the branch to compare'),
    fits: isNotBase,
    none: l10n.t('There is no branch besides the base.'),
  });
  const diff = await cancellable(l10n.t('Comparing {0}…', branch.name), (signal) =>
    session.call('branchDiff', { query: { branch: branch.name }, signal }),
  );
  if (diff.files.length === 0) {
    tell(l10n.t('{0} changes nothing that {1} has not.', branch.name, diff.base));
    return;
  }
  const uriOf = (file: { readonly path: string; readonly blob: string } | null) =>
    file ? context.documents.blobUri(session.id, file) : undefined;
  await commands.executeCommand('vscode.changes', `${diff.base} ↔ ${diff.branch}`, resourcesOf(diff, uriOf));
  if (diff.omitted > 0)
    tell(l10n.t('{0} files are shown; {1} more are changed.', diff.files.length, diff.omitted));
};

type Side = BranchDiff['files'][number]['before'];

function resourcesOf(
  { files }: BranchDiff,
  uriOf: (side: Side) => Uri | undefined,
): [Uri | undefined, Uri | undefined, Uri | undefined][] {
  return files.map(({ before, after }) => [uriOf(after ?? before), uriOf(before), uriOf(after)]);
}
