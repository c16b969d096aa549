import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ProtocolServer } from '../client/infrastructure/protocolServer.ts';
import { burnUp, coordinatedSnapshot, leaderboard, reconciliation } from './coordinatedSnapshot.ts';
import { EditorSession } from './editorSession.ts';
import type { Workbench } from './workbench.ts';

const server = new ProtocolServer();
let session: EditorSession;
let workbench: Workbench;
let panel: FrameLocator;

beforeAll(async () => {
  server.snapshot = coordinatedSnapshot();
  server.replies.set('/v1/conflicts', { state: 'current', branches: [], pairs: [], notes: [] });
  server.replies.set('/v1/service', server.snapshot.service);
  server.replies.set('/v1/reconciliation', reconciliation);
  server.replies.set('/v1/leaderboard', leaderboard);
  server.replies.set('/v1/contracts/V2-COMPLIANCE-002/burn-up', burnUp);
  server.replies.set('/v1/contracts/DOCS-001/burn-up', { ...burnUp, contract: 'DOCS-001', series: [] });
  await server.listen();
  session = await EditorSession.start({
    content: 'plain-folder',
    settings: { 'swarm.api.url': server.api.address, 'window.autoDetectColorScheme': true },
    viewport: { width: 1400, height: 1000 },
  });
  workbench = session.workbench;
  panel = workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  await workbench.showSwarm();
  await workbench.run('Swarm: Set API Token…');
  await workbench.answer('Token for', server.api.token);
  for (const view of ['Branches', 'Slots']) await workbench.fold(view);
  await workbench.row('Agents', 'Planner').waitFor();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
});
afterAll(async () => {
  await session?.close();
  await server.close();
});

async function inBothThemes(name: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    await workbench.page.emulateMedia({ colorScheme: scheme });
    await workbench.page.locator(`.monaco-workbench.${scheme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
    await workbench.screenshot(`${name}-${scheme}`);
  }
}

describe('agents and contracts in the sidebar', () => {
  it('say what is wrong first, and hold what they have below them', async () => {
    await workbench.row('Agents', /Planner.*waiting for input.*late.*blocked/).waitFor();
    await workbench.row('Agents', /Embeddings.*ghost/).waitFor();
    await workbench.row('Agents', 'Agent metrics').click();
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.row('Agents', /port:5432/).waitFor();
    await workbench.row('Agents', '2 unread messages').waitFor();
    await workbench.row('Contracts', 'V2-COMPLIANCE-002').click();
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.row('Contracts', /Split planner.py.*not proven/).waitFor();
    await workbench.row('Contracts', /Remove legacy_metrics.py.*nothing to do/).waitFor();
    await workbench.row('Contracts', /Reconciliation.*2 disagreements/).click();
    await workbench.page.keyboard.press('ArrowRight');
    await workbench.row('Contracts', /Totals that are not/).waitFor();
    await workbench.widenSideBar(620);
    await inBothThemes('coordination');
    await workbench.widenSideBar(230);
    await workbench.screenshot('coordination-narrow');
    await workbench.widenSideBar(420);
  });
});

describe('the dashboard', () => {
  it('draws the burn-up, follows it, and tells it with the keyboard and as a table', async () => {
    await workbench.run('Swarm: Show Dashboard');
    await panel.locator('svg.chart path.credited').waitFor();
    expect(await panel.locator('svg.chart').getAttribute('aria-label')).toContain('175 of 400');
    await inBothThemes('dashboard');
    await panel.locator('svg.chart').focus();
    await workbench.page.keyboard.press('Home');
    await panel.locator('.said', { hasText: '0 credited' }).waitFor();
    await panel.locator('summary').click();
    expect(await panel.locator('figure tbody tr').count()).toBe(12);
    await workbench.screenshot('dashboard-table');
  });

  it('saves the burn-up as a drawing and as a table where the person says', async () => {
    for (const format of ['SVG', 'CSV']) {
      const name = `burn-up-V2-COMPLIANCE-002.${format.toLowerCase()}`;
      await panel.getByRole('button', { name: `Export ${format}…` }).click();
      await expect.poll(() => workbench.input.inputValue()).toContain(name);
      await workbench.page.keyboard.press('Enter');
      await workbench.toasts.getByText(`Saved ${name}`).waitFor();
      expect(await readFile(path.join(session.folder, name), 'utf8')).toContain('V2-COMPLIANCE-002');
    }
  });
});
