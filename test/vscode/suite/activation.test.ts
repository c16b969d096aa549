import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { commandId } from '../../../client/contributions.ts';
import { swarmExtension } from '../support/swarmExtension.ts';

describe('The extension', () => {
  it('activates and has every command of its manifest', async () => {
    await swarmExtension();
    const registered = new Set(await commands.getCommands(true));
    for (const id of Object.values(commandId)) assert.ok(registered.has(id), `${id} is registered`);
  });
});
