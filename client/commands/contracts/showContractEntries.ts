import { commands, l10n } from 'vscode';
import type { CommandFunction } from '../commandContext.ts';
import { chooseContract } from './chooseContract.ts';

/** Shows the journal of a contract: every entry with its postings, and what each account holds. */
export const showContractEntries: CommandFunction = async (context, argument) => {
  const { session, row } = await chooseContract(context, argument, {
    title: l10n.t('Show Entries of Contract'),
    placeholder: l10n.t('Select the contract'),
  });
  const uri = context.liveDocuments.uriOf('entries', session, row.id);
  await commands.executeCommand('markdown.showPreview', uri);
};
