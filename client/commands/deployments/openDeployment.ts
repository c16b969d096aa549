import { commands, l10n } from 'vscode';
import type { CommandFunction } from '../commandContext.ts';
import { chooseDeployment } from './chooseDeployment.ts';

/** Shows everything of a deployment: its steps, figures, approvals and the answer it failed for. */
export const openDeployment: CommandFunction = async (context, argument) => {
  const { session, deployment } = await chooseDeployment(context, argument, {
    title: l10n.t('Show Deployment'),
    placeholder: l10n.t('Select the deployment'),
    fits: () => true,
    none: l10n.t('Nothing has been deployed yet.'),
  });
  const uri = context.liveDocuments.uriOf('deployment', session, deployment.id);
  await commands.executeCommand('markdown.showPreview', uri);
};
