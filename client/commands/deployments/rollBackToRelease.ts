import { CancellationError, l10n, window } from 'vscode';
import { plainText } from '../../plainText.ts';
import { wasLive } from '../../views/deployments/deploymentWords.ts';
import { liveSlot } from '../../views/slots/liveSlot.ts';
import { callWithApproval } from '../callWithApproval.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandFunction } from '../commandContext.ts';
import { givenText } from '../invocation.ts';
import { type ChosenDeployment, chooseDeployment } from './chooseDeployment.ts';
import { changeLines, changesSinceLive } from './releaseChanges.ts';

/** Brings a release back that was live before, by a deployment of its own that passes no gates anew. */
export const rollBackToRelease: CommandFunction = async (context, argument) => {
  const chosen = await chooseDeployment(context, argument, {
    title: l10n.t('Roll Back to Release'),
    placeholder: l10n.t('Select the release that was live before'),
    fits: wasLive,
    none: l10n.t('No other release was live before.'),
  });
  if (givenText(chosen, 'confirmed') !== 'true') await confirm(chosen);
  const { session, deployment } = chosen;
  const { environment, team, commit } = deployment;
  const body = { environment, team, revision: commit, rollback: true } as const;
  const asked = await callWithApproval(session, { team, revision: commit }, () =>
    session.call('requestDeployment', { body }),
  );
  await context.views.reveal(session, 'deployments', asked.id);
};

async function confirm({ session, deployment }: ChosenDeployment): Promise<void> {
  const { environment, team, revision, commit } = deployment;
  const live = liveSlot(session.store, deployment);
  const changes = await cancellable(l10n.t('Comparing {0} with what is live…', revision), (signal) =>
    changesSinceLive(session, deployment, commit, signal),
  );
  const yes = l10n.t('Roll Back');
  const message = l10n.t('Bring {0} back to {1}?', revision, `${environment}/${team}`);
  const detail = [
    l10n.t('Now: {0} ({1})', live?.revision ?? l10n.t('nothing'), live?.commit?.slice(0, 8) ?? ''),
    l10n.t('Then: {0} ({1})', revision, commit.slice(0, 8)),
    '',
    ...changeLines(changes),
  ];
  const options = { modal: true, detail: plainText(detail.join('\n')) };
  const answer = await window.showWarningMessage(plainText(message), options, yes);
  if (answer !== yes) throw new CancellationError();
}
