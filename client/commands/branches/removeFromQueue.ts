import { l10n } from 'vscode';
import { relationsOf } from '../../views/branches/branchRelations.ts';
import type { CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { tell } from '../told.ts';
import { chooseQueued } from './chooseQueued.ts';

/** Takes a branch out of the merge queue; what is landing at this moment lands. */
export const removeFromQueue: CommandFunction = async (context, argument) => {
  const { session, branch } = await chooseQueued(context, argument, {
    title: l10n.t('Remove from Merge Queue'),
    placeholder: l10n.t('Select the branch to take out'),
  });
  const queued = relationsOf(session.store).queuedAs(branch);
  if (!queued) throw new NothingToDo(l10n.t('{0} is in no merge queue.', branch));
  await session.call('cancelQueued', { body: { branch, target: queued.target } });
  tell(l10n.t('{0} is out of the merge queue for {1}.', branch, queued.target));
};
