import { commands } from 'vscode';
import type { CommandFunction } from './commandContext.ts';

/** Makes every safe fix in the file of the active editor. */
export const fixAllInFile: CommandFunction = async () => {
  await commands.executeCommand('editor.action.sourceAction', {
    kind: 'source.fixAll.swarm',
    apply: 'first',
  });
};
