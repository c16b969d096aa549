import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EditorSession } from './editorSession.ts';

const views = ['Branches', 'Slots', 'Agents', 'Contracts'];

describe.each([
  ['plain-folder', 'a folder without a git repository'],
  ['nothing', 'no folder'],
] as const)('a window without a repository: %s', (content, name) => {
  let session: EditorSession;

  beforeAll(async () => {
    session = await EditorSession.start({ content });
  });
  afterAll(() => session?.close());
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await session.workbench.screenshot(`failed ${task.name}`);
  });

  it('says in every view what to do', async () => {
    const { workbench } = session;
    await workbench.showSwarm();
    for (const title of views)
      await workbench.view(title).locator('.welcome-view-content p').first().waitFor();
    const texts = await Promise.all(
      views.map(async (title) => (await workbench.view(title).textContent()) ?? ''),
    );
    await workbench.screenshot(name);
    for (const text of texts) expect(text.length).toBeGreaterThan(30);
    expect(await workbench.toasts.count()).toBe(0);
  });

  if (content === 'nothing') return;

  it('still checks a file', async () => {
    const { workbench } = session;
    await session.write('heavy.py', 'import torch\n');
    await workbench.openFile('heavy.py');
    await workbench.showProblems();
    await workbench.problem(/torch.*heavy/i).waitFor();
  });
});
