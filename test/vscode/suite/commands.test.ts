import assert from 'node:assert/strict';
import { commands } from 'vscode';
import { commandId } from '../../../client/contributions.ts';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import { callAsOther, git } from '../support/serviceClient.ts';
import { eventuallyStored, liveSession, swarmExtension } from '../support/swarmExtension.ts';

describe('Commands', () => {
  let session: RepositorySession;
  before(async () => {
    session = await liveSession();
  });

  it('create a branch of a team, which then is selected in the tree', async () => {
    const { views } = await swarmExtension();
    await commands.executeCommand(commandId.createBranch, { team: 'ai-workflow', topic: 'from-the-editor' });
    const name = 'feature/ai-workflow-from-the-editor';
    assert.equal(git('rev-parse', name), git('rev-parse', 'main'));
    assert.equal(session.store.get('branches', name)?.team, 'ai-workflow');
    assert.deepEqual(
      views.branches.view.selection.map(({ target }) => target?.id),
      [name],
    );
  });

  it('change nothing when a branch is named like an option or a path', async () => {
    const before = git('branch', '--list');
    for (const name of ['--upload-pack=x', '../../x', 'a..b', ''])
      await commands.executeCommand(commandId.createBranch, { name });
    assert.equal(git('branch', '--list'), before);
  });

  it('move an agent along its lifecycle and no further', async () => {
    await eventuallyStored(session, () => session.store.rows('agents').size || undefined);
    const agent = [...session.store.rows('agents').values()].find(({ allowed }) => allowed.length > 0);
    assert.ok(agent);
    const to = agent.allowed[0];
    await commands.executeCommand(commandId.transitionAgent, {
      agent: agent.id,
      to,
      reason: 'Asked by a test',
    });
    const moved = await eventuallyStored(session, () => {
      const row = session.store.get('agents', agent.id);
      return row?.state === to ? row : undefined;
    });
    assert.equal(moved.reason, 'Asked by a test');
    await commands.executeCommand(commandId.transitionAgent, { agent: agent.id, to: 'nonsense' });
    assert.equal(session.store.get('agents', agent.id)?.version, moved.version);
  });

  it('create a contract and never credit more than it has', async () => {
    await commands.executeCommand(commandId.createContract, {
      id: 'C-cmd',
      title: 'From the palette',
      total: 10,
    });
    await eventuallyStored(session, () => session.store.get('contracts', 'C-cmd'));
    const credit = { contract: 'C-cmd', agent: 'Agent-3', reason: 'Work done' };
    await commands.executeCommand(commandId.creditPoints, { ...credit, points: 7 });
    await eventuallyStored(session, () => session.store.get('contracts', 'C-cmd')?.credits[0]);
    await commands.executeCommand(commandId.creditPoints, { ...credit, points: 7 });
    assert.equal(session.store.get('contracts', 'C-cmd')?.credited, 7);
  });

  it('start a revision in a slot once its command is allowed, and stop it again', async () => {
    const slot = 'development/ai-workflow/slot-4';
    const state = (wanted: string) =>
      eventuallyStored(session, () => session.store.get('slots', slot)?.state === wanted || undefined);
    const { hash } = await callAsOther('commandApproval', { query: { team: 'ai-workflow' } });
    await callAsOther('approveCommand', { body: { team: 'ai-workflow', hash } });
    await commands.executeCommand(commandId.deployToSlot, { slot, revision: 'main', how: 'start' });
    await state('healthy');
    const { url } = session.store.get('slots', slot) ?? {};
    assert.equal((await fetch(`${url}/api/ai/health`)).status, 200);
    await commands.executeCommand(commandId.stopSlot, { slot });
    await state('idle');
  });

  it('deploy nothing that no person has allowed', async () => {
    const slot = 'development/realtime-collaboration/slot-1';
    // The question is refused in a test's window, as it is by a person who presses Escape.
    for (const how of ['start', 'deploy'])
      await commands.executeCommand(commandId.deployToSlot, { slot, revision: 'main', how });
    assert.equal(session.store.get('slots', slot)?.state, 'idle');
  });
});
