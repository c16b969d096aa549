import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { commandId } from '../../../../client/contributions.ts';
import { swarmExtension } from '../../support/swarmExtension.ts';

describe('A window without a folder', () => {
  it('says that there is no folder and starts nothing', async () => {
    const { repositories, views } = await swarmExtension();
    await repositories.update();
    assert.equal(repositories.state, 'noFolder');
    assert.equal(repositories.sessions.length, 0);
    assert.deepEqual(views.branches.getChildren(), []);
  });

  it('has every command, and each has an answer', async () => {
    await swarmExtension();
    const registered = new Set(await commands.getCommands(true));
    for (const id of Object.values(commandId)) assert.ok(registered.has(id), `${id} is registered`);
    await commands.executeCommand(commandId.createBranch, { name: 'x' });
    await commands.executeCommand(commandId.refresh);
    await commands.executeCommand(commandId.openRulePage, 'https://example.com/');
  });
});
