import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { commands, workspace } from 'vscode';
import { commandId } from '../../../../client/contributions.ts';
import { swarmExtension } from '../../support/swarmExtension.ts';

describe('A folder that is in no git repository', () => {
  it('says so in a sentence and starts nothing', async () => {
    const { repositories, views } = await swarmExtension();
    await repositories.update();
    assert.equal(repositories.state, 'noRepository');
    assert.match(repositories.problem ?? '', /is not in a git repository/);
    assert.deepEqual(views.agents.getChildren(), []);
  });

  it('changes nothing when a command needs a repository', async () => {
    await swarmExtension();
    const folder = workspace.workspaceFolders?.[0]?.uri.fsPath ?? '';
    await commands.executeCommand(commandId.createConfiguration);
    await commands.executeCommand(commandId.createContract, { id: 'C-1', title: 'x', total: 5 });
    assert.ok(existsSync(folder));
    assert.deepEqual(readdirSync(folder), []);
  });
});
