import { commands, l10n } from 'vscode';
import { chooseAgent } from '../agents/chooseAgent.ts';
import type { CommandFunction } from '../commandContext.ts';

/** Shows the messages for an agent as a page that stays current. */
export const openInbox: CommandFunction = async (context, argument) => {
  const { session, row } = await chooseAgent(context, argument, {
    title: l10n.t('Open Inbox of Agent'),
    placeholder: l10n.t('Select the agent'),
  });
  const uri = context.liveDocuments.uriOf('inbox', session, row.id);
  await commands.executeCommand('markdown.showPreview', uri);
};
