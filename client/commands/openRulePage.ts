import { env, l10n, Uri } from 'vscode';
import { rulePage } from '../../server/protocol/languageSettings.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';

/** Opens the page of a rule; only pages of our own, since anything can call a command. */
export const openRulePage: CommandFunction = async (_context, argument) => {
  const rule = /\/([a-z-]+)\.md$/.exec(String(argument))?.[1];
  if (rule === undefined || argument !== rulePage(rule))
    throw new CommandRefused(l10n.t('This is not the page of a rule.'));
  await env.openExternal(Uri.parse(argument, true));
};
