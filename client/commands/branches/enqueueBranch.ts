import { CancellationError, l10n, window } from 'vscode';
import { type Priority, prioritySchema } from '../../../server/protocol/priority.ts';
import { pickOne } from '../../input/questions.ts';
import { priorityText } from '../../views/queueView.ts';
import type { CommandFunction } from '../commandContext.ts';
import { givenText } from '../invocation.ts';
import { tell } from '../told.ts';
import { type ChosenBranch, chooseBranch } from './chooseBranch.ts';
import { queueWait } from './queueWait.ts';
import { withChecksAllowed } from './withChecksAllowed.ts';

/** Puts a branch into the merge queue of the base; its checks run once a person has allowed them. */
export const enqueueBranch: CommandFunction = async (context, argument) => {
  const title = l10n.t('Add to Merge Queue');
  const chosen = await chooseBranch(context, argument, {
    title,
    placeholder: l10n.t('Select the branch to merge'),
    fits: ({ base, ahead }) => !base && ahead !== 0,
    none: l10n.t('No branch has anything to merge.'),
  });
  const priority = await priorityOf(chosen, title);
  const reviewed = chosen.target?.resource === 'queue' && (await isReviewed(chosen));
  const { session, branch } = chosen;
  await withChecksAllowed(session, branch.team, () =>
    session.call('enqueue', { body: { branch: branch.name, priority, reviewed } }),
  );
  const target = session.store.get('service', 'service')?.base ?? '';
  await context.views.reveal(session, 'queue', target);
  const wait = await queueWait(session, target);
  if (wait === undefined) return;
  // The editor cuts a notification without a button after its first line, and the reason is at the end.
  const show = () => context.views.reveal(session, 'queue', target, true);
  tell(l10n.t('{0} is in the merge queue for {1}. {2}', branch.name, target, wait), {
    title: l10n.t('Show Merge Queue'),
    run: show,
  });
};

function priorityOf(chosen: ChosenBranch, title: string): Promise<Priority> {
  const given = prioritySchema.safeParse(givenText(chosen, 'priority'));
  if (given.success) return Promise.resolve(given.data);
  const order: Priority[] = ['normal', 'urgent', 'high', 'low'];
  const choices = order.map((value) => ({ label: priorityText(value), value }));
  const placeholder = l10n.t('Merge {0}: with which priority?', chosen.branch.name);
  return pickOne({ placeholder, choices }, { title, step: 1, total: 1 });
}

/** Where the branch was put out for a review, the person has to say that they made it. */
async function isReviewed({ session, target, branch }: ChosenBranch): Promise<boolean> {
  const report = session.store
    .get('queue', target?.id ?? '')
    ?.finished.find(({ id }) => id === target?.part)?.report;
  if (report?.cause !== 'review-needed') return false;
  const yes = l10n.t('I Have Reviewed Them');
  const message = l10n.t('Have you reviewed the files that {0} and its target both changed?', branch.name);
  const detail = report.files.slice(0, 20).join('\n');
  const answer = await window.showWarningMessage(message, { modal: true, detail }, yes);
  if (answer !== yes) throw new CancellationError();
  return true;
}
