import { l10n } from 'vscode';
import { relationsOf } from '../../views/branches/branchRelations.ts';
import type { CommandFunction } from '../commandContext.ts';
import { NothingToDo } from '../commandRefused.ts';
import { chooseQueued } from './chooseQueued.ts';

/** Lets a waiting branch be the next one that is tested. */
export const moveToFrontOfQueue: CommandFunction = async (context, argument) => {
  const { session, branch } = await chooseQueued(context, argument, {
    title: l10n.t('Move to Front of Merge Queue'),
    placeholder: l10n.t('Select the branch to test next'),
  });
  const queued = relationsOf(session.store).queuedAs(branch);
  if (!queued) throw new NothingToDo(l10n.t('{0} is in no merge queue.', branch));
  await session.call('moveQueuedToFront', { body: { branch, target: queued.target } });
};
