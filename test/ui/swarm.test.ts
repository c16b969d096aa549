import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EditorSession } from './editorSession.ts';
import type { Workbench } from './workbench.ts';

let session: EditorSession;
let workbench: Workbench;

beforeAll(async () => {
  session = await EditorSession.start({ content: 'example' });
  workbench = session.workbench;
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
});
afterAll(() => session?.close());

describe('the packaged extension on the example repository', () => {
  it('fills its views', async () => {
    await workbench.showSwarm();
    await workbench.row('Branches', 'realtime-collaboration').waitFor();
    await workbench.row('Slots', 'development').waitFor();
    await workbench.row('Agents', 'Integration Lead').waitFor();
    await workbench.row('Contracts', 'V2-COMPLIANCE-001').waitFor();
    await workbench.screenshot('views');
  });

  it('marks heavy imports and over-long functions in a Python file and lists them in Problems', async () => {
    await workbench.openFile('planner.py');
    await workbench.page.locator('.squiggly-error, .squiggly-warning, .squiggly-info').first().waitFor();
    await workbench.showProblems();
    await workbench.problem(/torch.*heavy/i).waitFor();
    await workbench.problem(/plan_workflow.*lines/).waitFor();
    await workbench.screenshot('problems');
  });

  it('creates a branch from the palette and shows its row', async () => {
    await workbench.run('Swarm: Create Branch…');
    await workbench.choose('ai-workflow');
    await workbench.answer('Topic:', 'billing');
    await workbench.choose('main');
    await workbench.row('Branches', 'billing').waitFor();
    await workbench.screenshot('branch-created');
  });

  it('deploys to a slot once a person has allowed the command, until it is healthy', async () => {
    await workbench.run('Swarm: Deploy…');
    await workbench.choose('feature/ai-workflow-agent-metrics');
    await workbench.choose('slot-3');
    await workbench.choose('Start without requests');
    await workbench.dialog.waitFor();
    expect(await workbench.dialog.textContent()).toContain('node server.js');
    await workbench.screenshot('deploy-approval');
    await workbench.dialog.getByRole('button', { name: 'Allow and Run' }).click();
    await workbench.row('Slots', /slot-3.*healthy/).waitFor();
    await workbench.screenshot('slot-healthy');
  });

  it('shows what the slot serves in the editor, and follows the address bar', async () => {
    await workbench.forwardPorts();
    await workbench.run('Swarm: Preview Slot…');
    await workbench.choose('slot-3');
    const panel = workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    const shown = panel.frameLocator('main iframe');
    await shown.getByText('collaboration-hub').waitFor();
    await panel.getByLabel('Address').fill('/api/ai/health');
    await panel.getByLabel('Address').press('Enter');
    await shown.getByText('active_workflows').waitFor();
    await workbench.screenshot('slot-preview');
    await panel.getByLabel('Address').fill('https://example.org/');
    await panel.getByLabel('Address').press('Enter');
    await panel.getByText('Only pages of http://127.0.0.1').waitFor();
    await workbench.run('View: Close All Editors');
  });

  it('moves an agent to a state that its lifecycle allows', async () => {
    await workbench.run('Swarm: Transition Agent…');
    await workbench.choose('Conflict resolution');
    await workbench.choose('active');
    await workbench.answer('Reason (optional', 'Conflict solved');
    await workbench.row('Agents', /Conflict resolution.*active/).waitFor();
  });

  it('credits points of a contract to an agent', async () => {
    await workbench.run('Swarm: Credit Points…');
    await workbench.choose('V2-COMPLIANCE-002');
    await workbench.choose('Embeddings');
    await workbench.answer('Points, at most 150', '75');
    await workbench.answer('Reason: what', 'torch is loaded where it is used');
    await workbench.row('Contracts', /V2-COMPLIANCE-002.*75\/150/).waitFor();
    await workbench.screenshot('points-credited');
  });

  it('complains about nothing', async () => {
    expect(await workbench.toasts.allInnerTexts()).toEqual([]);
  });
});
