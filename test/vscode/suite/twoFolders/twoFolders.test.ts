import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { commandId } from '../../../../client/contributions.ts';
import { eventually, eventuallyStored, swarmExtension } from '../../support/swarmExtension.ts';
import { treeOutline } from '../../support/treeOutline.ts';

/** The sessions of the window by the names of their folders, once both are settled. */
async function sessions() {
  const { repositories } = await swarmExtension();
  return eventually(repositories.onDidChange, () => {
    const configured = repositories.sessions.find(({ name }) => name === 'collaboration-hub');
    const plain = repositories.sessions.find(({ name }) => name === 'second-repository');
    return configured?.state.kind === 'live' && plain ? { configured, plain } : undefined;
  });
}

describe('A window with two repositories', () => {
  it('shows each under its own name, and says of one that it has no swarm.json', async () => {
    const { configured, plain } = await sessions();
    const { repositories, views } = await swarmExtension();
    assert.equal(repositories.state, 'several');
    assert.deepEqual(plain.state, { kind: 'off', why: 'no-configuration' });
    await eventuallyStored(configured, () => configured.store.rows('branches').size || undefined);
    const outline = treeOutline(views.branches);
    assert.equal(outline[0], 'collaboration-hub');
    assert.ok(outline.includes('  ai-workflow'));
    assert.deepEqual(outline.slice(outline.indexOf('second-repository')), [
      'second-repository',
      '  No swarm.json',
      '  Create swarm.json',
      '  Start Service',
    ]);
  });

  it('gives each repository a service of its own', async () => {
    const { configured, plain } = await sessions();
    await commands.executeCommand(commandId.restartService, { repository: plain.id });
    assert.equal(plain.state.kind, 'live');
    const [one, two] = await Promise.all([configured.call('service'), plain.call('service')]);
    assert.notEqual(one.pid, two.pid);
    assert.equal(two.repository, plain.root);
  });

  it('acts on the repository that is named', async () => {
    const { configured, plain } = await sessions();
    const contract = { id: 'C-second', title: 'Only there', total: 3 };
    await commands.executeCommand(commandId.createContract, { ...contract, repository: plain.id });
    await eventuallyStored(plain, () => plain.store.get('contracts', 'C-second'));
    assert.equal(configured.store.get('contracts', 'C-second'), undefined);
  });
});
