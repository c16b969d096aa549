import { l10n, Uri, window, workspace } from 'vscode';
import type { CommandFunction } from '../commandContext.ts';
import { chooseAgent } from './chooseAgent.ts';
import { statusFile } from './openAgentPlaces.ts';

/** Opens the status file of an agent. */
export const openStatusFile: CommandFunction = async (context, argument) => {
  const { session, row: agent } = await chooseAgent(context, argument, {
    title: l10n.t('Open Status File'),
    placeholder: l10n.t('Select the agent'),
    fits: ({ file }) => file !== null,
    none: l10n.t('No agent has a status file here.'),
  });
  const uri = Uri.file(statusFile(session, agent));
  await window.showTextDocument(await workspace.openTextDocument(uri), { preview: true });
};
