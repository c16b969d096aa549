import path from 'node:path';
import { l10n, Uri, window, workspace } from 'vscode';
import { pickOne } from '../input/questions.ts';
import type { CommandFunction } from './commandContext.ts';
import { CommandRefused } from './commandRefused.ts';
import { givenText, idFrom, invoke } from './invocation.ts';

/** Opens the status file of an agent. */
export const openStatusFile: CommandFunction = async (context, argument) => {
  const title = l10n.t('Open Status File');
  const invocation = await invoke(context, argument, title);
  const { root, store } = invocation.session;
  const choices = [...store.rows('agents').values()]
    .filter((agent) => agent.file !== null)
    .map((agent) => ({ label: agent.name, description: agent.file ?? '', value: agent.id }));
  const given = idFrom(invocation, 'agents') ?? givenText(invocation, 'agent');
  const placeholder = l10n.t('Select the agent');
  const id = given ?? (await pickOne({ placeholder, choices }, { title, step: 1, total: 1 }));
  const file = store.get('agents', id)?.file;
  if (!file || root === undefined) throw new CommandRefused(l10n.t('Agent {0} has no status file here.', id));
  const absolute = path.resolve(root, file);
  if (path.relative(root, absolute).startsWith('..'))
    throw new CommandRefused(l10n.t('The status file of agent {0} lies outside the repository.', id));
  await window.showTextDocument(await workspace.openTextDocument(Uri.file(absolute)), { preview: true });
};
