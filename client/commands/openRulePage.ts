import { commands, l10n, Uri } from 'vscode';
import { rulePage } from '../../server/protocol/languageServer/languageServerNames.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';

/** Shows the page of a rule from the extension itself: it fits this version and needs no network. */
export const openRulePage: CommandFunction = async ({ extension }, argument) => {
  const rule = /\/([a-z-]+)\.md$/.exec(String(argument))?.[1];
  if (rule === undefined || argument !== rulePage(rule))
    throw new CommandRefused(l10n.t('This is not the page of a rule.'));
  await commands.executeCommand(
    'markdown.showPreview',
    Uri.joinPath(extension.extensionUri, 'docs', 'rules', `${rule}.md`),
  );
};
