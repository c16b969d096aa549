import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callApi } from '../../server/protocol/apiClient.ts';
import { EditorSession } from './editorSession.ts';
import type { Workbench } from './workbench.ts';

const place = { environment: 'production', team: 'ai-workflow' };
const branch = 'feature/ai-workflow-agent-metrics';

let session: EditorSession;
let workbench: Workbench;

beforeAll(async () => {
  session = await EditorSession.start({ content: 'example', viewport: { width: 1400, height: 1300 } });
  workbench = session.workbench;
  await workbench.showSwarm();
  await workbench.row('Branches', 'agent-metrics').waitFor();
  for (const view of ['Branches', 'Agents', 'Contracts']) await workbench.fold(view);
  await workbench.widenSideBar(560);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
});
afterAll(() => session?.close());

describe('a release on its way to its users', () => {
  it('is asked for in one flow that shows what will happen', async () => {
    await workbench.run('Swarm: Deploy…');
    await workbench.choose('main');
    await workbench.choose('production');
    await workbench.option('build, start and check health → approval by anybody but you').first().waitFor();
    await workbench.screenshot('journey-what-will-happen');
    await workbench.page.keyboard.press('Enter');
    await workbench.dialog.getByRole('button', { name: 'Allow and Run' }).click();
    await workbench.row('Slots', /#\d+ main.*awaiting approval.*0 of 1 approval/).waitFor();
    await workbench.screenshot('journey-awaiting');
  });

  it('gets its requests once somebody else approves, without a word that pops up', async () => {
    const api = await session.api();
    const [first] = await callApi(api, 'deployments', { query: {} });
    await callApi(api, 'approveDeployment', { params: { deployment: first?.id ?? '' }, body: {} });
    await workbench.row('Slots', /(blue|green).*live/).waitFor();
    await workbench.row('Slots', /#\d+ main.*live/).waitFor();
    await workbench.screenshot('journey-live');
    expect(await workbench.toasts.allInnerTexts()).toEqual([]);
  });

  it('is approved where the person is asked, after a look at it', async () => {
    const api = await session.api();
    const { id } = await callApi(api, 'requestDeployment', { body: { ...place, revision: branch } });
    await workbench.toasts.getByText(`asks you to approve #${id}`).waitFor();
    await workbench.screenshot('journey-notice');
    await workbench.toasts.getByRole('button', { name: 'Look and Decide…' }).click();
    await workbench.dialog.waitFor();
    expect(await workbench.dialog.textContent()).toMatch(/since what is live:|that are live are not in it/);
    await workbench.screenshot('journey-approve');
    await workbench.dialog.getByRole('button', { name: 'Approve' }).click();
    await workbench.row('Slots', /#\d+ feature.*live/).waitFor();
    await workbench.run('Notifications: Clear All Notifications');
  });

  it('is compared with what is live, commit by commit and file by file', async () => {
    await workbench.run('Swarm: Compare with Live…');
    await workbench.choose('main');
    await workbench.option('All changed files').waitFor();
    await workbench.screenshot('journey-compare');
    await workbench.page.keyboard.press('Enter');
    await workbench.page.locator('.multiDiffEntry:visible').first().waitFor();
    await workbench.run('View: Close All Editors');
  });

  it('goes back by a switch that shows both sides, and only once it is confirmed', async () => {
    await workbench.run('Swarm: Switch Traffic to Slot…');
    await workbench.choose('main');
    await workbench.dialog.waitFor();
    const text = (await workbench.dialog.textContent()) ?? '';
    expect(text).toContain('Then:');
    expect(text).toContain('approved by Avery Quinn');
    await workbench.page.keyboard.press('Escape');
    await workbench.row('Slots', /live · healthy · feature/).waitFor();
    await workbench.run('Swarm: Switch Traffic to Slot…');
    await workbench.choose('main');
    await workbench.dialog.getByRole('button', { name: 'Switch' }).click();
    await workbench.row('Slots', /live · healthy · main/).waitFor();
    await workbench.row('Slots', /#\d+ feature.*was live/).waitFor();
    await workbench.screenshot('journey-switched');
  });
});
