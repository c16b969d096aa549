import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MatrixData, ToWebview } from '../../client/conflicts/webview/messages.ts';
import { launchChromium, requireChromium } from '../../scripts/browser/chromium.ts';

const root = path.resolve(import.meta.dirname, '../..');
const count = 200;

let browser: Browser;
let page: Page;

/** Every seventh pair conflicts. */
function matrix(files: number): MatrixData {
  const branches = Array.from({ length: count }, (_, index) => ({
    name: `feature/team-${index % 7}-topic-${index}`,
    label: `topic-${index}`,
    team: `team-${index % 7}`,
    base: index === 0,
  }));
  const pairs = branches.flatMap((_, one) =>
    branches.slice(one + 1).map((__, next) => [one, one + 1 + next]),
  );
  const conflicts = pairs
    .filter((_, index) => index % 7 === 0)
    .map(([one = 0, other = 0]) => [one, other, one === 0 && other === 1 ? files : 1] as const);
  return { branches, teams: ['team-0'], conflicts, unknown: [], computing: [], notes: [] };
}

async function tell(message: ToWebview): Promise<void> {
  await page.evaluate((data) => window.postMessage(data, '*'), message);
}

beforeAll(async () => {
  browser = await launchChromium(await requireChromium(console.log));
  page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
  const state = Buffer.from(JSON.stringify({ repository: 'r' })).toString('base64');
  await page.setContent(`<body data-state="${state}"><main></main></body>`);
  await page.addStyleTag({ content: await readFile(path.join(root, 'media/conflictMatrix.css'), 'utf8') });
  await page.evaluate(() => {
    const api = { postMessage: () => {}, getState: () => undefined, setState: () => {} };
    Object.assign(window, { acquireVsCodeApi: () => api });
  });
  await page.addScriptTag({
    content: await readFile(path.join(root, 'dist/client/conflictMatrix.js'), 'utf8'),
  });
  const names = ['summary', 'cellOneFile', 'cellFiles', 'cellNone', 'cellSame', 'title', 'help'];
  const texts = Object.fromEntries(names.map((name) => [name, `${name} {0} {1} {2}`]));
  await tell({ type: 'texts', texts: texts as never });
  await tell({ type: 'matrix', matrix: matrix(2) });
  await page.locator('.cell[data-kind=conflict]').first().waitFor();
});
afterAll(() => browser?.close());

describe('the matrix of 200 branches', () => {
  it('draws only what is on the screen, wherever it is scrolled to', async () => {
    expect(await page.locator('.cell').count()).toBeLessThan(2000);
    await page.locator('.grid').evaluate((grid) => grid.scrollTo(3000, 4000));
    await page.locator('.cell[data-row="160"][data-column="120"]').waitFor();
    expect(await page.locator('.cell').count()).toBeLessThan(2000);
    expect(await page.locator('.grid').getAttribute('aria-rowcount')).toBe('201');
  });

  it('paints one pair anew where one pair changed', async () => {
    await page.locator('.grid').evaluate((grid) => grid.scrollTo(0, 0));
    await page.locator('.cell[data-row="0"][data-column="1"]').waitFor();
    await page.evaluate(() => {
      const touched = new Set<Node>();
      const observer = new MutationObserver((changes) => {
        for (const { target } of changes) touched.add(target);
        document.body.dataset['touched'] = String(touched.size);
      });
      const options = { subtree: true, childList: true, attributes: true, characterData: true };
      for (const canvas of document.querySelectorAll('.canvas')) observer.observe(canvas, options);
    });
    await tell({ type: 'matrix', matrix: matrix(3) });
    await page.locator('.cell[data-row="0"][data-column="1"]', { hasText: '3' }).waitFor();
    expect(Number(await page.evaluate(() => document.body.dataset['touched']))).toBe(2);
  });

  it('is walked by keyboard to its far end and back', async () => {
    await page.locator('.cell[tabindex="0"]').focus();
    await page.keyboard.press('Control+End');
    await page.locator('.cell:focus[data-row="199"][data-column="199"]').waitFor();
    await page.keyboard.press('Control+Home');
    await page.locator('.cell:focus[data-row="0"][data-column="0"]').waitFor();
    expect(await page.locator('.cell[tabindex="0"]').count()).toBe(1);
  });
});
