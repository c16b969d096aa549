import { CancellationError, l10n, window } from 'vscode';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { invoke } from '../invocation.ts';
import { tell } from '../told.ts';
import { chooseBranch } from './chooseBranch.ts';

/** Fetches the branches of the remote; no local branch moves. */
export const fetchBranches: CommandFunction = async (context, argument) => {
  const { session } = await invoke(context, argument, l10n.t('Fetch'));
  const { remote, moved } = await cancellable(l10n.t('Fetching…'), (signal) =>
    session.call('fetchRemote', { body: {}, signal }),
  );
  tell(
    moved.length === 0
      ? l10n.t('{0} has nothing new.', remote)
      : moved.length === 1
        ? l10n.t('1 branch of {0} is different now.', remote)
        : l10n.t('{0} branches of {1} are different now.', moved.length, remote),
  );
};

/** Pushes a branch with a lease: what others pushed meanwhile is never overwritten. */
export const pushBranch: CommandFunction = async (context, argument) => {
  const { session, branch } = await chooseBranch(context, argument, {
    title: l10n.t('Push'),
    placeholder: l10n.t('Select the branch to push'),
    fits: () => true,
    none: l10n.t('There are no branches yet.'),
  });
  const call = (force: boolean) =>
    cancellable(l10n.t('Pushing {0}…', branch.name), (signal) =>
      session.call('pushBranch', { body: { name: branch.name, force }, signal }),
    );
  const { upstream } = branch;
  const rewritten = upstream !== null && !upstream.gone && upstream.behind > 0;
  if (rewritten) await confirmForce(branch.name, upstream.name, upstream.behind);
  const { remote } = await call(rewritten);
  tell(l10n.t('Pushed {0} to {1}.', branch.name, remote));
};

async function confirmForce(name: string, upstream: string, commits: number): Promise<void> {
  const force = l10n.t('Push with Lease');
  const message =
    commits === 1
      ? l10n.t('{0} has 1 commit that {1} has not. Replace it?', upstream, name)
      : l10n.t('{0} has {1} commits that {2} has not. Replace them?', upstream, commits, name);
  const detail = l10n.t('What somebody pushes after your last fetch is not replaced: then git refuses.');
  const answer = await window.showWarningMessage(message, { modal: true, detail }, force);
  if (answer !== force) throw new CancellationError();
}
