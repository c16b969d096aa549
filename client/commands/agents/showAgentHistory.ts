import { commands, l10n } from 'vscode';
import type { CommandFunction } from '../commandContext.ts';
import { chooseAgent } from './chooseAgent.ts';

/** Shows the way of an agent through its lifecycle, and how long it was in each state. */
export const showAgentHistory: CommandFunction = async (context, argument) => {
  const { session, row } = await chooseAgent(context, argument, {
    title: l10n.t('Show History of Agent'),
    placeholder: l10n.t('Select the agent'),
  });
  const uri = context.liveDocuments.uriOf('agentHistory', session, row.id);
  await commands.executeCommand('markdown.showPreview', uri);
};
