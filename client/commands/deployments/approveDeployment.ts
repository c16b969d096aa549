import { CancellationError, l10n, window } from 'vscode';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { reason as reasonSchema } from '../../../server/protocol/names.ts';
import { askText } from '../../input/questions.ts';
import { complaint } from '../../input/validation.ts';
import { plainText } from '../../plainText.ts';
import { approvalText } from '../../views/deployments/deploymentPresentation.ts';
import { approvalsText, awaitsApproval } from '../../views/deployments/deploymentWords.ts';
import { measureText, outcomeLabel } from '../../views/deployments/stepParts.ts';
import { liveSlot } from '../../views/slots/liveSlot.ts';
import { cancellable } from '../cancellable.ts';
import type { CommandContext, CommandFunction } from '../commandContext.ts';
import { givenText } from '../invocation.ts';
import { type ChosenDeployment, chooseDeployment } from './chooseDeployment.ts';
import { openComparison } from './compareWithLive.ts';
import { changeLines, changesSinceLive } from './releaseChanges.ts';

function question(title: string) {
  return {
    title,
    placeholder: l10n.t('Select the deployment'),
    fits: awaitsApproval,
    none: l10n.t('No deployment waits for an approval.'),
  };
}

/** Approves a deployment, or says no, once a person has seen who asks, what changes and what the gates found. */
export const approveDeployment: CommandFunction = async (context, argument) => {
  const chosen = await chooseDeployment(context, argument, question(l10n.t('Approve Deployment')));
  const { session, deployment } = chosen;
  const decision = givenText(chosen, 'confirmed') === 'true' ? 'approve' : await decide(chosen);
  if (decision === 'compare') return openComparison(context, session, comparisonOf(chosen));
  if (decision === 'reject') return reject(context, chosen);
  const comment = givenText(chosen, 'comment');
  await cancellable(l10n.t('Approving deployment #{0}…', deployment.id), (signal) =>
    session.call('approveDeployment', {
      params: { deployment: deployment.id },
      body: comment === undefined ? {} : { comment },
      signal,
    }),
  );
};

/** Says no to a deployment, with the reason that its owner reads. */
export const rejectDeployment: CommandFunction = async (context, argument) =>
  reject(context, await chooseDeployment(context, argument, question(l10n.t('Reject Deployment'))));

async function reject(_context: CommandContext, chosen: ChosenDeployment): Promise<void> {
  const { session, deployment } = chosen;
  const title = l10n.t('Reject Deployment');
  const prompt = l10n.t('Why deployment #{0} of {1} is rejected', deployment.id, deployment.revision);
  const validate = (text: string) => complaint(reasonSchema, text);
  const reason =
    givenText(chosen, 'reason') ?? (await askText({ prompt, validate }, { title, step: 1, total: 1 }));
  await session.call('rejectDeployment', { params: { deployment: deployment.id }, body: { reason } });
}

async function decide(chosen: ChosenDeployment): Promise<'approve' | 'reject' | 'compare'> {
  const { id, revision, environment, team, commit } = chosen.deployment;
  const changes = await cancellable(l10n.t('Comparing {0} with what is live…', revision), (signal) =>
    changesSinceLive(chosen.session, { environment, team }, commit, signal),
  );
  const approve = l10n.t('Approve');
  const no = l10n.t('Reject…');
  const compare = l10n.t('Compare with Live');
  const message = l10n.t('Approve deployment #{0} of {1} to {2}?', id, revision, `${environment}/${team}`);
  const detail = [...requestLines(chosen), '', ...changeLines(changes), ...gateLines(chosen.deployment)];
  const answer = await window.showWarningMessage(
    plainText(message),
    { modal: true, detail: plainText(detail.join('\n')) },
    approve,
    no,
    ...(changes ? [compare] : []),
  );
  if (answer === undefined) throw new CancellationError();
  if (answer === compare) return 'compare';
  return answer === approve ? 'approve' : 'reject';
}

function requestLines({ session, deployment }: ChosenDeployment): string[] {
  const { requestedBy, revision, commit, approvals } = deployment;
  const live = liveSlot(session.store, deployment);
  const given = approvals?.given.map(approvalText) ?? [];
  const to = `${revision} (${commit.slice(0, 8)})`;
  return [
    l10n.t('{0} asks for it.', requestedBy),
    live
      ? l10n.t('Now: {0} ({1})', live.revision ?? '', live.commit?.slice(0, 8) ?? '')
      : l10n.t('Now: nothing'),
    l10n.t('Then: {0}', to),
    ...(given.length > 0
      ? [l10n.t('{0} so far: {1}', approvalsText(deployment) ?? '', given.join(', '))]
      : []),
  ];
}

function gateLines(deployment: Deployment): string[] {
  if (deployment.gates.length === 0) return [];
  const lines = deployment.gates.map((gate) =>
    [
      gate.required ? gate.name : l10n.t('{0} (advisory)', gate.name),
      outcomeLabel(gate),
      ...(gate.problem === null ? gate.measures.map(measureText) : [gate.problem]),
    ].join(', '),
  );
  return ['', l10n.t('Quality gates:'), ...lines];
}

function comparisonOf({ session, deployment }: ChosenDeployment) {
  const { revision, commit } = deployment;
  return { live: liveSlot(session.store, deployment), revision, commit };
}
