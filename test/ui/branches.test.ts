import { execFileSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EditorSession } from './editorSession.ts';
import type { Workbench } from './workbench.ts';

let session: EditorSession;
let workbench: Workbench;

beforeAll(async () => {
  session = await EditorSession.start({ content: 'example', viewport: { width: 1400, height: 1500 } });
  workbench = session.workbench;
  await workbench.showSwarm();
  await workbench.row('Branches', /planner.*conflict/).waitFor();
  for (const view of ['Slots', 'Agents', 'Contracts']) await workbench.fold(view);
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
});
afterAll(() => session?.close());

const git = (...args: string[]) =>
  execFileSync('git', args, { cwd: session.folder, encoding: 'utf8' }).trim();

describe('branches in the sidebar', () => {
  it('are left out while a filter is typed, and a line says so', async () => {
    await workbench.run('Swarm: Filter Branches…');
    await workbench.input.fill('planner');
    await workbench
      .view('Branches')
      .getByText(/1 of \d+ branches: "planner"/)
      .waitFor();
    await workbench.screenshot('branches-filter');
    await workbench.page.keyboard.press('Escape');
    await workbench.row('Branches', 'cursors').waitFor();
  });

  it('are shown while a filter finds them, also in a team that is folded', async () => {
    await workbench.row('Branches', /^ai-workflow/).click();
    await workbench.row('Branches', 'planner').waitFor({ state: 'detached' });
    await workbench.run('Swarm: Filter Branches…');
    await workbench.input.fill('planner');
    await workbench.row('Branches', 'planner').waitFor();
    await workbench.page.keyboard.press('Escape');
    await workbench.row('Branches', 'cursors').waitFor();
    expect(await workbench.row('Branches', 'planner').count()).toBe(0);
    await workbench.row('Branches', /^ai-workflow/).click();
    await workbench.row('Branches', 'planner').waitFor();
  });

  it('are compared with the base in one editor', async () => {
    await workbench.run('Swarm: Compare Branch with Base…');
    await workbench.choose('feature/realtime-cursors');
    await workbench.page.locator('.multiDiffEntry').first().waitFor();
    await workbench.page.locator('.multiDiffEntry', { hasText: 'cursors.py' }).waitFor();
    await workbench.screenshot('branches-compare');
    await workbench.run('View: Close All Editors');
  });

  it('show before a sync what would happen', async () => {
    await workbench.run('Swarm: Sync with Base…');
    await workbench.choose('feature/realtime-cursors');
    await workbench.option('main is merged into it').waitFor();
    const before = git('rev-parse', 'feature/realtime-cursors');
    await workbench.screenshot('branches-sync');
    expect(git('rev-parse', 'feature/realtime-cursors')).toBe(before);
    await workbench.page.keyboard.press('Enter');
    await workbench.toasts.getByText('up to date with the base').waitFor();
    expect(git('rev-list', '--count', 'feature/realtime-cursors..main')).toBe('0');
    await workbench.run('Notifications: Clear All Notifications');
  });

  it('are not deleted with unmerged work before a person has seen commits and files', async () => {
    await workbench.run('Swarm: Delete Branch…');
    await workbench.choose('feature/ai-workflow-planner');
    await workbench.dialog.waitFor();
    const text = await workbench.dialog.textContent();
    expect(text).toContain('Plan only what is worth it');
    expect(text).toContain('ai_workflow/planner.py');
    await workbench.screenshot('branches-delete');
    await workbench.dialog.getByRole('button', { name: 'Delete with This Work' }).click();
    await workbench.toasts.getByText('can be restored until').waitFor();
    expect(git('branch', '--list', '*planner')).toBe('');
    await workbench.toasts.getByRole('button', { name: 'Restore' }).click();
    await workbench.row('Branches', /planner.*conflict/).waitFor();
    await workbench.run('Notifications: Clear All Notifications');
  });

  it('are cleaned up in one step that says why', async () => {
    git('branch', 'merged-one');
    await workbench.row('Branches', 'merged-one').waitFor();
    await workbench.run('Swarm: Clean Up Branches…');
    await workbench.option('merged-one').waitFor();
    await workbench.screenshot('branches-cleanup');
    await workbench.page.keyboard.press('Enter');
    await workbench.toasts.getByText('Deleted 1 branch').waitFor();
    await workbench.row('Branches', 'merged-one').waitFor({ state: 'detached' });
    await workbench.run('Notifications: Clear All Notifications');
  });
});
