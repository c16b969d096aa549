import { copyFile, mkdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { seedExample } from '../../scripts/start/seedExample.ts';
import { callApi } from '../../server/protocol/apiClient.ts';
import { EditorSession } from './editorSession.ts';
import type { Workbench } from './workbench.ts';

const readmePicture = path.resolve(import.meta.dirname, '../../docs/images/swarm.png');
const pictureLimit = 250_000;

let session: EditorSession;
let workbench: Workbench;

beforeAll(async () => {
  session = await EditorSession.start({
    content: 'example',
    settings: { 'window.autoDetectColorScheme': true, 'editor.minimap.enabled': false },
    viewport: { width: 1440, height: 1280 },
  });
  workbench = session.workbench;
  await workbench.showSwarm();
  await workbench.row('Agents', 'Integration Lead').waitFor();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
});
afterAll(() => session?.close());

async function deployThroughApi(): Promise<void> {
  const api = await session.api();
  await seedExample(api);
  const team = 'ai-workflow';
  const { hash } = await callApi(api, 'commandApproval', { query: { team } });
  await callApi(api, 'approveCommand', { body: { team, hash } });
  for (const branch of ['feature/realtime-cursors', 'feature/ai-workflow-agent-metrics'])
    await callApi(api, 'enqueue', { body: { branch } });
  const params = { environment: 'development', team, slot: 'slot-3' };
  await callApi(api, 'startSlot', { params, body: { revision: 'feature/ai-workflow-agent-metrics' } });
}

describe('the look of the extension', () => {
  it('shows within a second what another client did', async () => {
    await deployThroughApi();
    await workbench.row('Slots', /slot-3.*healthy/).waitFor();
    await workbench.row('Contracts', /MERGE-PRESENCE.*50\/200/).waitFor();
    await workbench.row('Agents', /Integration Lead.*process/).waitFor();
    await workbench.unfold('Merge Queue');
    await workbench.row('Merge Queue', /realtime-cursors.*#1/).waitFor();
    await workbench.row('Branches', /cursors.*#1/).waitFor();
  });

  it('is complete in a dark and in a light theme', async () => {
    await workbench.openFile('planner.py');
    await workbench.showProblems();
    await workbench.problem(/plan_workflow.*lines/).waitFor();
    await workbench.widenSideBar(460);
    for (const scheme of ['light', 'dark'] as const) {
      await workbench.page.emulateMedia({ colorScheme: scheme });
      await workbench.page.locator(`.monaco-workbench.${scheme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
      await workbench.statusBarItem.waitFor();
      await workbench.screenshot(`theme-${scheme}`);
    }
    if (process.env['SWARM_UPDATE_PICTURE']) await updatePicture();
  });

  it('stays readable in a narrow column', async () => {
    await workbench.widenSideBar(200);
    await workbench.screenshot('narrow');
    const names = await workbench.rows('Branches');
    expect(names.length).toBeGreaterThan(2);
  });

  it('counts in the status bar what needs a human and lists it', async () => {
    await workbench.statusBarItem.waitFor();
    await workbench.statusBarItem.click();
    await workbench.option('presence').first().waitFor();
    await workbench.screenshot('attention');
    await workbench.page.keyboard.press('Escape');
  });
});

/** The picture of the README is what the tests saw, in a smaller window. */
async function updatePicture(): Promise<void> {
  await workbench.page.setViewportSize({ width: 1180, height: 1040 });
  await workbench.widenSideBar(400);
  const taken = await workbench.screenshot('readme');
  const { size } = await stat(taken);
  if (size > pictureLimit) throw new Error(`The picture has ${size} bytes; ${pictureLimit} is the limit.`);
  await mkdir(path.dirname(readmePicture), { recursive: true });
  await copyFile(taken, readmePicture);
}
