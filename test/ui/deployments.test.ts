import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { CommitComparison } from '../../server/protocol/commitComparison.ts';
import type { OutputPart } from '../../server/protocol/outputLog.ts';
import { ProtocolServer } from '../client/infrastructure/protocolServer.ts';
import { awaiting, deployedSnapshot } from './deployedSnapshot.ts';
import { EditorSession } from './editorSession.ts';
import type { Workbench } from './workbench.ts';

const server = new ProtocolServer();
let session: EditorSession;
let workbench: Workbench;

const subjects = ['Count agents once', 'Measure what a tick costs', 'Say which agent is late'];
const changes: CommitComparison = {
  from: 'a'.repeat(40),
  to: 'b'.repeat(40),
  ahead: 3,
  behind: 1,
  omitted: 0,
  commits: subjects.map((subject, index) => ({
    commit: String(index).repeat(40),
    parent: null,
    author: 'Agent-5',
    subject,
    committedAt: '2026-11-21T12:00:00.000Z',
  })),
  files: ['ai_workflow/metrics.py', 'tests/test_metrics.py'].map((path) => ({
    before: null,
    after: { path, blob: 'd'.repeat(40) },
  })),
};

const output = (text: string): OutputPart => ({
  text,
  next: '1-1-00000000',
  more: false,
  gap: false,
  open: true,
});

beforeAll(async () => {
  server.snapshot = deployedSnapshot();
  server.replies.set('/v1/conflicts', { state: 'current', branches: [], pairs: [], notes: [] });
  server.replies.set('/v1/commits/compare', changes);
  server.replies.set('/v1/service', server.snapshot.service);
  server.replies.set('/v1/deployments/1003/output', output('added 212 packages in 9 s\n'));
  await server.listen();
  session = await EditorSession.start({
    content: 'plain-folder',
    settings: { 'swarm.api.url': server.api.address, 'window.autoDetectColorScheme': true },
    viewport: { width: 1400, height: 1300 },
  });
  workbench = session.workbench;
  await workbench.showSwarm();
  await workbench.run('Swarm: Set API Token…');
  await workbench.answer('Token for', server.api.token);
  for (const view of ['Branches', 'Agents', 'Contracts']) await workbench.fold(view);
  await workbench.row('Slots', /^green/).waitFor();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
});
afterAll(async () => {
  await session?.close();
  await server.close();
});

describe('deployments in the sidebar', () => {
  it('stand below their slot with steps, gates and figures, in every theme', async () => {
    await workbench.row('Slots', /#1003 feature.*awaiting approval.*1 of 2 approvals/).waitFor();
    await workbench.row('Slots', /unit-tests.*line coverage 83.4 % \(>= 80\)/).waitFor();
    await workbench.row('Slots', /ai-workflow.*1 queued/).waitFor();
    await workbench.widenSideBar(560);
    for (const scheme of ['light', 'dark'] as const) {
      await workbench.page.emulateMedia({ colorScheme: scheme });
      await workbench.page.locator(`.monaco-workbench.${scheme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
      await workbench.screenshot(`deployments-${scheme}`);
    }
    await workbench.widenSideBar(220);
    await workbench.screenshot('deployments-narrow');
    await workbench.widenSideBar(560);
  });

  it('follow what happens to them without being asked', async () => {
    const row = { ...awaiting, state: 'switching' as const, share: 50 };
    server.send({ resource: 'deployments', id: row.id, row });
    await workbench.row('Slots', /#1003.*switching traffic.*50 % of the traffic/).waitFor();
    server.send({ resource: 'deployments', id: awaiting.id, row: awaiting });
    await workbench.row('Slots', /#1003.*awaiting approval/).waitFor();
  });

  it('are approved by somebody who has seen who asks, what changes and what the gates found', async () => {
    await workbench.run('Swarm: Approve Deployment…');
    await workbench.choose('#1003');
    await workbench.dialog.waitFor();
    const text = (await workbench.dialog.textContent()) ?? '';
    for (const part of [
      'Agent-5 asks',
      '3 commits, 2 changed files',
      ...subjects,
      'Agent-8 (verified): tried it',
    ])
      expect(text).toContain(part);
    expect(text).toContain('load (advisory), failed, response time 214 ms is above');
    await workbench.screenshot('deployments-approve');
    await workbench.page.keyboard.press('Escape');
  });

  it('show a switch from both sides, which Escape ends', async () => {
    // While it is on its way, who switches by hand is not offered its slot.
    const row = { ...awaiting, state: 'live' as const, share: 10, endedAt: awaiting.requestedAt };
    server.send({ resource: 'deployments', id: row.id, row });
    await workbench.row('Slots', /#1003.*live/).waitFor();
    await workbench.run('Swarm: Switch Traffic to Slot…');
    await workbench.choose('green');
    await workbench.dialog.waitFor();
    const text = (await workbench.dialog.textContent()) ?? '';
    for (const part of ['Now: blue, healthy, main', 'Then: green, healthy', 'approved by Agent-8'])
      expect(text).toContain(part);
    await workbench.screenshot('deployments-switch');
    await workbench.page.keyboard.press('Escape');
    server.send({ resource: 'deployments', id: awaiting.id, row: awaiting });
    await workbench.row('Slots', /#1003.*awaiting approval/).waitFor();
  });

  it('show all of one on a page that stays current', async () => {
    await workbench.run('Swarm: Show Deployment…');
    await workbench.choose('#1003');
    const page = workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await page.getByText('Deployment #1003 of').waitFor();
    await page.getByText('line coverage 83.4 % (>= 80)').waitFor();
    await workbench.screenshot('deployments-details');
    await workbench.run('View: Close All Editors');
  });

  it('open the output of a step as a document that follows', async () => {
    await workbench
      .row('Slots', /^building.*12 s/)
      .first()
      .click();
    await workbench.page.locator('.view-line', { hasText: 'added 212' }).waitFor();
    server.replies.set('/v1/deployments/1003/output', output('webpack compiled\n'));
    await workbench.page.locator('.view-line', { hasText: 'webpack compiled' }).first().waitFor();
    await workbench.screenshot('deployments-output');
    server.replies.set('/v1/deployments/1003/output', output(''));
    await workbench.run('View: Close All Editors');
  });
});

describe('the history of deployments', () => {
  it('shows a thousand, newest first, and only what is on the screen is drawn', async () => {
    await workbench.unfold('Deployments');
    await workbench.row('Deployments', /#1004.*queued, place 1/).waitFor();
    const rows = await workbench.rows('Deployments');
    expect(rows[0]).toContain('#1004');
    expect(rows.length).toBeLessThan(200);
  });

  it('offers the way to older ones below, and says when there are none', async () => {
    server.replies.set('/v1/deployments', []);
    await workbench.view('Deployments').locator('.monaco-list').first().press('End');
    await workbench.row('Deployments', 'Load Older Deployments').click();
    await workbench.row('Deployments', 'Load Older Deployments').waitFor({ state: 'detached' });
    await workbench.view('Deployments').locator('.monaco-list').first().press('Home');
  });

  it('leaves out what a filter leaves out, while it is typed', async () => {
    await workbench.run('Swarm: Filter Deployments…');
    await workbench.input.fill('topic-99');
    await workbench
      .view('Deployments')
      .getByText(/\d+ of 100\d deployments: "topic-99"/)
      .waitFor();
    await workbench.screenshot('deployments-filter');
    await workbench.page.keyboard.press('Escape');
    await workbench.row('Deployments', /#1004/).waitFor();
  });
});
