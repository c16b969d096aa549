import { afterEach, describe, expect, it } from 'vitest';
import { EditorSession } from './editorSession.ts';

let session: EditorSession | undefined;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await session?.workbench.screenshot(`failed ${task.name}`);
  await session?.close();
  session = undefined;
});

const views = ['Branches', 'Slots', 'Agents', 'Contracts'];

describe('a window without a repository', () => {
  it.each([
    ['plain-folder', 'a folder without a git repository'],
    ['nothing', 'no folder'],
  ] as const)('says in every view what to do: %s', async (content, name) => {
    session = await EditorSession.start({ content });
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

  it('still checks a file', async () => {
    session = await EditorSession.start({ content: 'plain-folder' });
    const { workbench } = session;
    await session.write('heavy.py', 'import torch\n');
    await workbench.openFile('heavy.py');
    await workbench.showProblems();
    await workbench.problem(/torch.*heavy/i).waitFor();
  });
});
