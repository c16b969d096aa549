import { l10n } from 'vscode';
import type { CleanupCandidate, CleanupOutcome } from '../../../server/protocol/branchCleanup.ts';
import { type Choice, pickMany } from '../../input/questions.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { CommandRefused } from '../commandRefused.ts';
import { invoke } from '../invocation.ts';
import { tell } from '../told.ts';

/** Lists merged and stale branches with the reason, and deletes those that stay selected. */
export const cleanUpBranches: CommandFunction = async (context, argument) => {
  const title = l10n.t('Clean Up Branches');
  const { session } = await invoke(context, argument, title);
  const candidates = await cancellable(l10n.t('Looking for merged and stale branches…'), (signal) =>
    session.call('cleanupCandidates', { signal }),
  );
  if (candidates.length === 0) {
    tell(l10n.t('No branch is merged or stale.'));
    return;
  }
  const placeholder = l10n.t('Delete the selected? (restorable for 30 days)');
  const chosen = await pickMany(
    { placeholder, choices: candidates.map(choiceOf) },
    { title, step: 1, total: 1 },
  );
  if (chosen.length === 0) return;
  const branches = chosen.map(({ name, commit }) => ({ name, commit }));
  const outcomes = await cancellable(l10n.t('Deleting {0} branches…', chosen.length), (signal) =>
    session.call('cleanUpBranches', { body: { branches }, signal }),
  );
  report(outcomes);
};

/** What is merged is selected beforehand; what is stale holds work and has to be chosen. */
function choiceOf(candidate: CleanupCandidate): Choice<CleanupCandidate> {
  const { name, author, why, reason, heldBy } = candidate;
  return {
    label: name,
    description: author,
    detail: heldBy === null ? why : l10n.t('{0} Its work tree {1} keeps it.', why, heldBy),
    picked: reason !== 'stale' && heldBy === null,
    value: candidate,
  };
}

function report(outcomes: readonly CleanupOutcome[]): void {
  const refused = outcomes.flatMap((one) => (one.state === 'refused' ? [`${one.name}: ${one.why}`] : []));
  const deleted = outcomes.length - refused.length;
  const done = deleted === 1 ? l10n.t('Deleted 1 branch.') : l10n.t('Deleted {0} branches.', deleted);
  if (refused.length === 0) tell(done);
  else throw new CommandRefused(l10n.t('{0} Not deleted: {1}', done, refused.join(' · ')));
}
