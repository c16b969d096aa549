import { CancellationError, l10n, window } from 'vscode';
import { reason as reasonSchema } from '../../../server/protocol/names.ts';
import { askText } from '../../input/questions.ts';
import { complaint } from '../../input/validation.ts';
import { plainText } from '../../plainText.ts';
import { measuredText } from '../../views/deployments/deploymentPresentation.ts';
import { hasEnded, waitsForPerson } from '../../views/deployments/deploymentWords.ts';
import type { CommandFunction } from '../commandContext.ts';
import { givenText } from '../invocation.ts';
import { chooseDeployment } from './chooseDeployment.ts';

/** Ends a deployment that is under way, with the reason that is recorded. */
export const cancelDeployment: CommandFunction = async (context, argument) => {
  const title = l10n.t('Cancel Deployment');
  const chosen = await chooseDeployment(context, argument, {
    title,
    placeholder: l10n.t('Select the deployment to cancel'),
    fits: (deployment) => !hasEnded(deployment),
    none: l10n.t('No deployment is under way.'),
  });
  const { session, deployment } = chosen;
  const switched = deployment.replaced !== null || deployment.share > 0;
  const prompt = switched
    ? l10n.t('Its requests go back to what was live before. Why is #{0} cancelled?', deployment.id)
    : l10n.t('What is live stays live. Why is #{0} cancelled?', deployment.id);
  const validate = (text: string) => complaint(reasonSchema, text);
  const reason =
    givenText(chosen, 'reason') ?? (await askText({ prompt, validate }, { title, step: 1, total: 1 }));
  await session.call('cancelDeployment', { params: { deployment: deployment.id }, body: { reason } });
};

/** Lets a canary that waits for a person go on. */
export const continueDeployment: CommandFunction = async (context, argument) => {
  const chosen = await chooseDeployment(context, argument, {
    title: l10n.t('Continue Deployment'),
    placeholder: l10n.t('Select the deployment that goes on'),
    fits: waitsForPerson,
    none: l10n.t('No canary waits for a person.'),
  });
  const { session, deployment } = chosen;
  if (givenText(chosen, 'confirmed') !== 'true') {
    const yes = l10n.t('Continue');
    const message = l10n.t('Give #{0} of {1} more of the requests?', deployment.id, deployment.revision);
    const [live, canary] = [measuredText(deployment.baseline), measuredText(deployment.observed)];
    const detail = [
      l10n.t('It gets {0} % of them now.', deployment.share),
      ...(canary === undefined ? [] : [l10n.t('This release: {0}', canary)]),
      ...(live === undefined ? [] : [l10n.t('What is live: {0}', live)]),
    ];
    const answer = await window.showWarningMessage(
      plainText(message),
      { modal: true, detail: plainText(detail.join('\n')) },
      yes,
    );
    if (answer !== yes) throw new CancellationError();
  }
  await session.call('continueDeployment', { params: { deployment: deployment.id }, body: {} });
};
