import assert from 'node:assert/strict';
import { commands, window, workspace } from 'vscode';
import { commandId } from '../../../client/contributions.ts';
import type { RepositorySession } from '../../../client/infrastructure/repositorySession.ts';
import type { Deployment, DeploymentState } from '../../../server/protocol/deployments.ts';
import { callAsOther } from '../support/serviceClient.ts';
import { eventually, eventuallyStored, liveSession, swarmExtension } from '../support/swarmExtension.ts';
import { treeItemOf, treeOutline } from '../support/treeOutline.ts';

const place = { environment: 'production', team: 'ai-workflow' };
const branch = 'feature/ai-workflow-agent-metrics';

describe('Deployments', () => {
  let session: RepositorySession;
  const reaches = (id: string, state: DeploymentState) =>
    eventuallyStored(session, () => {
      const row = session.store.get('deployments', id);
      assert.ok(row?.state !== 'failed' || state === 'failed', row?.problem ?? '');
      return row?.state === state ? row : undefined;
    });
  const newest = (): Deployment | undefined =>
    [...session.store.rows('deployments').values()].sort((a, b) => Number(b.id) - Number(a.id))[0];
  const liveSlot = () => [...session.store.rows('slots').values()].find((slot) => slot.live);

  before(async () => {
    session = await liveSession();
    const { hash } = await callAsOther('commandApproval', { query: { team: place.team } });
    await callAsOther('approveCommand', { body: { team: place.team, hash } });
  });
  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    const closed = { params: place, body: { slot: null, reason: 'The tests are over' } };
    await callAsOther('switchTraffic', closed, 'maintainer').catch(() => undefined);
    for (const slot of ['blue', 'green']) {
      await callAsOther('stopSlot', { params: { ...place, slot }, body: {} }).catch(() => undefined);
      await eventuallyStored(
        session,
        () => session.store.get('slots', `production/ai-workflow/${slot}`)?.url === null || undefined,
      );
    }
  });

  it('cannot be passed by: what was only started gets no requests where approvals stand before them', async () => {
    const slot = 'production/ai-workflow/blue';
    const reachesState = (state: string) =>
      eventuallyStored(session, () => session.store.get('slots', slot)?.state === state || undefined);
    await commands.executeCommand(commandId.deployToSlot, { slot, revision: 'main', how: 'start' });
    await reachesState('healthy');
    await commands.executeCommand(commandId.switchTraffic, { slot, confirmed: 'true' });
    assert.equal(liveSlot(), undefined);
    await commands.executeCommand(commandId.stopSlot, { slot });
    await reachesState('idle');
  });

  it('are asked for in the sidebar and stand below their slot until somebody else approves', async () => {
    const { views } = await swarmExtension();
    await commands.executeCommand(commandId.deployToSlot, {
      place: 'production/ai-workflow',
      revision: 'main',
      how: 'deploy',
    });
    const asked = await eventuallyStored(session, newest);
    const waiting = await reaches(asked.id, 'awaiting-approval');
    const outline = treeOutline(views.slots);
    const row = outline.find((label) => label.includes(`#${asked.id} main`));
    assert.ok(row, outline.join('\n'));
    assert.match(
      String(treeItemOf(views.slots, `#${asked.id} main`)?.description),
      /awaiting approval · 0 of 1/,
    );
    assert.equal(session.store.get('slots', `production/ai-workflow/${waiting.slot}`)?.state, 'healthy');
    // Nobody approves what they asked for themselves.
    await commands.executeCommand(commandId.approveDeployment, { deployment: asked.id, confirmed: 'true' });
    assert.equal(session.store.get('deployments', asked.id)?.state, 'awaiting-approval');
    await callAsOther('approveDeployment', { params: { deployment: asked.id }, body: {} });
    await reaches(asked.id, 'live');
    await eventuallyStored(session, () => liveSlot()?.slot === waiting.slot || undefined);
  });

  it('of others are approved in the sidebar, and their requests follow', async () => {
    const before = liveSlot();
    const asked = await callAsOther('requestDeployment', { body: { ...place, revision: branch } });
    await reaches(asked.id, 'awaiting-approval');
    await commands.executeCommand(commandId.approveDeployment, { deployment: asked.id, confirmed: 'true' });
    const live = await reaches(asked.id, 'live');
    assert.deepEqual(
      live.approvals?.given.map(({ comment }) => comment),
      [null],
    );
    const slot = await eventuallyStored(session, () =>
      liveSlot()?.slot === live.slot ? liveSlot() : undefined,
    );
    assert.notEqual(slot.slot, before?.slot);
    assert.equal((await fetch(`${slot.address}/api/ai/health`)).status, 200);
  });

  it('go back by one command, and forward again by a switch', async () => {
    const now = liveSlot();
    const slot = now?.id ?? '';
    await commands.executeCommand(commandId.rollbackTraffic, { slot, confirmed: 'true' });
    const back = await eventuallyStored(session, () => (liveSlot()?.id === slot ? undefined : liveSlot()));
    assert.equal(back.revision, 'main');
    await commands.executeCommand(commandId.switchTraffic, { slot, confirmed: 'true' });
    await eventuallyStored(session, () => liveSlot()?.id === slot || undefined);
  });

  it('are not rejected without a reason, and end with it', async () => {
    const asked = await callAsOther('requestDeployment', { body: { ...place, revision: 'main' } });
    await reaches(asked.id, 'awaiting-approval');
    await commands.executeCommand(commandId.rejectDeployment, {
      deployment: asked.id,
      reason: 'Not on a Friday',
    });
    const ended = await reaches(asked.id, 'cancelled');
    assert.match(ended.problem ?? '', /Not on a Friday/);
    assert.equal(liveSlot()?.revision, branch);
  });

  it('show what a program prints as a document that follows', async () => {
    const slot = liveSlot();
    await commands.executeCommand(commandId.openSlotLog, { slot: slot?.id });
    const editor = window.activeTextEditor;
    assert.match(editor?.document.getText() ?? '', /collaboration-hub listens on \d+/);
    assert.equal(editor?.document.languageId, 'log');
    assert.ok(editor.document.isUntitled === false && editor.document.uri.scheme === 'swarm-output');
  });

  it('tell everything on a page that stays current', async () => {
    const id = newest()?.id ?? '';
    await commands.executeCommand(commandId.openDeployment, { deployment: id });
    const page = () => workspace.textDocuments.find(({ uri }) => uri.path === `/Deployment ${id}.md`);
    const document = await eventually(workspace.onDidOpenTextDocument, page);
    assert.match(document.getText(), new RegExp(`# Deployment #${id} of .main.: cancelled`));
    assert.match(document.getText(), /Not on a Friday/);
  });

  it('show what a slot serves in the editor', async () => {
    const slot = liveSlot();
    await commands.executeCommand(commandId.previewSlot, { slot: slot?.id });
    const labels = () => window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ label }) => label));
    await eventually(
      window.tabGroups.onDidChangeTabs,
      () => labels().includes(`Preview: ${slot?.id}`) || undefined,
    );
  });

  it('leave a reserved slot to who keeps it', async () => {
    const { views } = await swarmExtension();
    const slot = 'staging/ai-workflow/slot-3';
    await commands.executeCommand(commandId.reserveSlot, { slot, minutes: 60, reason: 'Load test' });
    const reserved = await eventuallyStored(
      session,
      () => session.store.get('slots', slot)?.reservation ?? undefined,
    );
    assert.equal(reserved.reason, 'Load test');
    const items = treeOutline(views.slots).filter((label) => label.trim() === 'slot-3');
    assert.equal(items.length, 2);
    const body = { revision: 'main' };
    const params = { environment: 'staging', team: 'ai-workflow', slot: 'slot-3' };
    await assert.rejects(callAsOther('startSlot', { params, body }), /reserved/);
    await commands.executeCommand(commandId.releaseSlot, { slot });
    await eventuallyStored(session, () => session.store.get('slots', slot)?.reservation === null);
  });

  it('are left out of the history by a filter, which a line above it tells', async () => {
    const { views } = await swarmExtension();
    const all = treeOutline(views.deployments).length;
    await commands.executeCommand(commandId.filterDeployments, { states: ['cancelled'] });
    assert.equal(treeOutline(views.deployments).length, 1);
    await eventually(
      views.deployments.onDidChangeTreeData,
      () => views.deployments.view.message || undefined,
    );
    assert.match(views.deployments.view.message ?? '', /1 of \d+ deployments: cancelled/);
    await commands.executeCommand(commandId.clearDeploymentFilter);
    assert.equal(treeOutline(views.deployments).length, all);
  });
});
