import { afterEach, expect, it } from 'vitest';
import { EditorSession } from './editorSession.ts';

let session: EditorSession | undefined;

afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await session?.workbench.screenshot(`failed ${task.name}`);
  await session?.close();
  session = undefined;
});

it('shows findings in Restricted Mode and starts nothing, until the workspace is trusted', async () => {
  session = await EditorSession.start({ content: 'example', trusted: false });
  const { workbench } = session;
  await workbench.showSwarm();
  await workbench.view('Branches').getByText('Swarm starts nothing in Restricted Mode').waitFor();
  await workbench.openFile('planner.py');
  await workbench.showProblems();
  await workbench.problem(/torch.*heavy/i).waitFor();
  await workbench.screenshot('restricted-mode');
  expect(await session.hasService()).toBe(false);

  await workbench.view('Branches').getByRole('button', { name: 'Manage Workspace Trust' }).click();
  await workbench.page
    .locator('.workspace-trust-editor')
    .getByRole('button', { name: 'Trust', exact: true })
    .click();
  await workbench.row('Branches', 'ai-workflow').first().waitFor();
  expect(await session.hasService()).toBe(true);
});
