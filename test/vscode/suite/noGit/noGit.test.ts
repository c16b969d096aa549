import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commands, window, workspace } from 'vscode';
import { commandId } from '../../../../client/contributions.ts';
import { git, repositoryRoot } from '../../support/serviceClient.ts';
import { eventually, swarmExtension } from '../../support/swarmExtension.ts';

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

  it('notices by itself that it has become a repository, and then offers to create a swarm.json', async () => {
    const { repositories } = await swarmExtension();
    git('init', '--quiet');
    await eventually(repositories.onDidChange, () => repositories.state === 'noConfiguration' || undefined);
    git('-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--allow-empty', '-qm', 'Start');
    await commands.executeCommand(commandId.createConfiguration);
    const file = path.join(repositoryRoot(), 'swarm.json');
    assert.ok(existsSync(file));
    assert.equal(window.activeTextEditor?.document.uri.fsPath, file);
    assert.equal(repositories.state, 'live');
  });

  it('does not overwrite a swarm.json that exists', async () => {
    const file = path.join(repositoryRoot(), 'swarm.json');
    writeFileSync(file, '{} // mine');
    await commands.executeCommand(commandId.createConfiguration);
    assert.equal(readFileSync(file, 'utf8'), '{} // mine');
  });
});
