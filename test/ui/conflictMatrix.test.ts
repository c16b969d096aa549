import { execFileSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { EditorSession } from './editorSession.ts';
import type { Workbench } from './workbench.ts';

const hostile = 'docs/<img-src=x-onerror=alert(1)>';

let session: EditorSession;
let workbench: Workbench;
let panel: FrameLocator;

function git(...args: string[]): void {
  const identity = ['-c', 'user.name=Agent-9', '-c', 'user.email=agent-9@example.org'];
  execFileSync('git', [...identity, ...args], { cwd: session.folder, stdio: 'pipe' });
}

/** Makes a branch of main that changes the title of the README. */
async function branch(name: string, title: string): Promise<void> {
  git('checkout', '--quiet', '-b', name, 'main');
  await writeFile(path.join(session.folder, 'README.md'), `# ${title}\n`);
  git('commit', '--quiet', '--all', '-m', 'Change the title');
  git('checkout', '--quiet', 'main');
}

function cell(one: string, other: string) {
  return panel.locator(`.cell[aria-label^="${one} and ${other} conflict"]`);
}

beforeAll(async () => {
  session = await EditorSession.start({
    content: 'example',
    settings: { 'window.autoDetectColorScheme': true, 'editor.minimap.enabled': false },
    viewport: { width: 1440, height: 900 },
  });
  workbench = session.workbench;
  await workbench.showSwarm();
  await workbench.row('Branches', 'realtime-collaboration').waitFor();
  panel = workbench.page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await workbench.screenshot(`failed ${task.name}`);
});
afterAll(() => session?.close());

describe('the panel of the conflict forecast', () => {
  it('opens by its command and shows what conflicts', async () => {
    await workbench.run('Swarm: Show Conflict Forecast');
    await panel.locator('.summary', { hasText: 'conflicting pairs' }).waitFor();
    await panel.getByRole('rowheader', { name: 'main' }).waitFor();
  });

  it('shows a conflict that appears, with names that are texts, whatever they look like', async () => {
    await branch(hostile, 'A hub');
    await cell('docs/onboarding', hostile).waitFor();
    expect(await panel.locator('img').count()).toBe(0);
    expect(await panel.getByRole('rowheader', { name: hostile }).count()).toBe(1);
  });

  it('is readable in a dark and in a light theme', async () => {
    for (const scheme of ['light', 'dark'] as const) {
      await workbench.page.emulateMedia({ colorScheme: scheme });
      await workbench.page.locator(`.monaco-workbench.${scheme === 'dark' ? 'vs-dark' : 'vs'}`).waitFor();
      await workbench.screenshot(`matrix-${scheme}`);
    }
  });

  it('is walked with the keyboard alone, down to the diff of a hunk', async () => {
    await cell('docs/onboarding', hostile).click();
    await panel.locator('.pane li', { hasText: 'README.md' }).waitFor();
    await workbench.page.keyboard.press('Escape');
    await panel.locator('.pane').waitFor({ state: 'hidden' });
    const focused = panel.locator('.cell:focus');
    const before = await focused.getAttribute('aria-label');
    await workbench.page.keyboard.press('ArrowLeft');
    expect(await focused.getAttribute('aria-label')).not.toBe(before);
    await workbench.page.keyboard.press('ArrowRight');
    expect(await focused.getAttribute('aria-label')).toBe(before);
    await workbench.page.keyboard.press('Enter');
    await panel.locator('.pane li button:focus').waitFor();
    await workbench.screenshot('matrix-pair');
    await panel.locator('.pane li button', { hasText: 'Lines' }).first().focus();
    await workbench.page.keyboard.press('Enter');
    await workbench.page
      .locator('.monaco-diff-editor .view-line', { hasText: /A\shub/ })
      .first()
      .waitFor();
    await workbench.screenshot('matrix-diff');
  });

  it('says of the pair that is open when it conflicts no more', async () => {
    const short = 'docs/short-lived';
    await workbench.page.locator('.tab', { hasText: 'Conflict Forecast' }).click();
    await branch(short, 'A short hub');
    await cell('docs/onboarding', short).click();
    await panel.locator('.pane li', { hasText: 'README.md' }).waitFor();
    git('branch', '--quiet', '--force', short, 'main~1');
    await panel.locator('.pane', { hasText: `docs/onboarding and ${short}: no conflict` }).waitFor();
    git('branch', '--quiet', '--delete', '--force', short);
    await panel.locator('.pane [role=alert]', { hasText: short }).waitFor();
  });

  it('keeps what was chosen while it is hidden, and lists the pairs as a table', async () => {
    await workbench.page.locator('.tab', { hasText: 'Conflict Forecast' }).click();
    await panel.getByRole('searchbox').fill('docs');
    await panel.getByRole('button', { name: 'List' }).click();
    await panel.locator('table th[scope=row]', { hasText: hostile }).first().waitFor();
    await workbench.screenshot('matrix-list');
    await workbench.openFile('README.md');
    await workbench.page.locator('.tab', { hasText: 'Conflict Forecast' }).click();
    await panel.locator('table th[scope=row]', { hasText: hostile }).first().waitFor();
    expect(await panel.getByRole('searchbox').inputValue()).toBe('docs');
  });

  it('says what is wrong while the service is away, and follows it again', async () => {
    await panel.getByRole('button', { name: 'Matrix' }).click();
    git('branch', '--quiet', '--delete', '--force', hostile);
    await cell('docs/onboarding', hostile).waitFor({ state: 'detached' });
    // It is over within a second: what was said is kept.
    await panel.locator('.notice').evaluate((notice) => {
      const keep = () =>
        notice.setAttribute('data-said', `${notice.dataset['said'] ?? ''}${notice.textContent}`);
      new MutationObserver(keep).observe(notice, { childList: true });
    });
    await workbench.run('Swarm: Restart Service');
    await panel.locator('.notice[data-said*="Starting"]').waitFor({ state: 'attached' });
    await panel.locator('.notice').waitFor({ state: 'hidden' });
  });

  it('marks in an open file the lines that other branches change', async () => {
    await workbench.run('View: Close All Editors');
    await workbench.openFile('README.md');
    await branch('feature/ai-workflow-title', 'AI hub');
    await workbench.page
      .locator('.codelens-decoration', { hasText: /also edit/ })
      .first()
      .waitFor();
    await workbench.screenshot('hints');
  });
});
