import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

const screenshots = path.resolve(import.meta.dirname, '../../.vscode-test/screenshots');

/** The window of VS Code as a person meets it: what is on the screen, the mouse and the keyboard. */
export class Workbench {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.page.locator('.monaco-workbench .statusbar').waitFor();
    await this.page.locator('.activitybar .action-label').first().waitFor();
  }

  /** Runs a command of the palette by its whole title. */
  async run(title: string): Promise<void> {
    await this.page.keyboard.press('F1');
    await this.input.waitFor();
    await this.input.fill(`>${title}`);
    await this.option(title).first().waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** The text field of the quick input. */
  get input(): Locator {
    return this.page.locator('.quick-input-widget:visible input').first();
  }

  /** What the quick input says above its field. */
  get inputTitle(): Locator {
    return this.page.locator('.quick-input-title:visible');
  }

  /** Entries of the quick input with this text. */
  option(text: string): Locator {
    return this.page.locator('.quick-input-list:visible .monaco-list-row', { hasText: text });
  }

  /** Types what narrows the list to one entry, and takes it: the keyboard alone. */
  async choose(text: string): Promise<void> {
    await this.option(text).first().waitFor();
    await this.page.keyboard.type(text);
    await this.page
      .locator('.quick-input-list:visible .monaco-list-row.focused', { hasText: text })
      .waitFor();
    await this.page.keyboard.press('Enter');
  }

  /** Answers a question for a text, recognised by its prompt. */
  async answer(prompt: string, text: string): Promise<void> {
    await this.page.locator('.quick-input-message:visible', { hasText: prompt }).waitFor();
    await this.page.keyboard.type(text);
    await this.page.keyboard.press('Enter');
  }

  /** Shows the Swarm container. */
  async showSwarm(): Promise<void> {
    const icon = this.page.locator('.action-label[aria-label^="Swarm"]');
    // What surrounds the icon: a badge that counts what needs a human, or shows progress, lies over it.
    await this.page.locator('.activitybar .action-item').filter({ has: icon }).first().click();
    await this.view('Branches').waitFor();
    // Away from the icon, whose tooltip lies over the views.
    await this.page.mouse.move(700, 500);
  }

  /** A view of the Swarm container by its title. */
  view(title: string): Locator {
    const header = this.page.locator('.pane-header', { hasText: title });
    return this.page.locator('.sidebar .pane').filter({ has: header });
  }

  /** Shows the rows of a view that is folded away. */
  async unfold(title: string): Promise<void> {
    await this.view(title).locator('.pane-header[aria-expanded="false"]').click();
  }

  /** Leaves the room of a view to the others. */
  async fold(title: string): Promise<void> {
    const header = this.view(title).locator('.pane-header[aria-expanded="true"]');
    // Elsewhere its actions are under the mouse.
    await header.click({ position: { x: 12, y: 10 } });
  }

  /** Rows of a view that show this text. */
  row(view: string, text: string | RegExp): Locator {
    return this.view(view).locator('.monaco-list-row', { hasText: text });
  }

  /** Label and description of every row of a view on the screen, from the top. */
  async rows(view: string): Promise<string[]> {
    const rows = this.view(view).locator('.monaco-list-row');
    const texts = await rows.evaluateAll((elements) =>
      elements.map((element) => ({
        top: Number.parseFloat((element as HTMLElement).style.top),
        text: (element.textContent ?? '').replace(/\s+/g, ' ').trim(),
      })),
    );
    return texts.sort((a, b) => a.top - b.top).map(({ text }) => text);
  }

  /** Swarm's item of the status bar. */
  get statusBarItem(): Locator {
    return this.page.locator('.statusbar-item[id^="swarm-tools.swarm"]').first();
  }

  /** A row of the Problems view. */
  problem(text: RegExp): Locator {
    return this.page.locator('.markers-panel .monaco-list-row', { hasText: text }).first();
  }

  async showProblems(): Promise<void> {
    await this.run('Problems: Focus on Problems View');
    await this.page.locator('.markers-panel').waitFor();
  }

  /** Drags the border of the side bar until it is this wide. */
  async widenSideBar(width: number): Promise<void> {
    const box = await this.page.locator('.part.sidebar').boundingBox();
    if (!box) throw new Error('There is no side bar.');
    const y = box.y + box.height / 2;
    await this.page.mouse.move(box.x + box.width + 1, y);
    await this.page.mouse.down();
    await this.page.mouse.move(box.x + width, y, { steps: 5 });
    await this.page.mouse.up();
  }

  get dialog(): Locator {
    return this.page.locator('.monaco-dialog-box');
  }

  get toasts(): Locator {
    return this.page.locator('.notification-toast');
  }

  async openFile(name: string): Promise<void> {
    await this.page.keyboard.press('Control+P');
    await this.input.fill(name);
    const file = path.basename(name);
    // A comparison of a file that was looked at is offered, too: its label goes on with what is compared.
    const label = this.page
      .locator('.label-name')
      .filter({ hasText: new RegExp(`^${file.replaceAll('.', '\\.')}$`) });
    await this.option(file).filter({ has: label }).first().click();
    await this.page.locator(`.tab.active:is([aria-label="${file}"], [aria-label^="${file}, "])`).waitFor();
  }

  /** Leads to programs of the machine what the window asks the server for: in front of a real one stands a proxy that does. */
  async forwardPorts(): Promise<void> {
    await this.page.route(/\/proxy\/\d+\//, async (route) => {
      const [, port, path = ''] = /\/proxy\/(\d+)(\/.*)$/.exec(route.request().url()) ?? [];
      const response = await fetch(`http://127.0.0.1:${port}${path}`);
      const contentType = response.headers.get('content-type') ?? 'text/plain';
      await route.fulfill({ status: response.status, contentType, body: await response.text() });
    });
  }

  /** Saves what is on the screen for a person to look at. */
  async screenshot(name: string): Promise<string> {
    await mkdir(screenshots, { recursive: true });
    const file = path.join(screenshots, `${name}.png`);
    // Away from borders and rows, which light up under the mouse.
    await this.page.mouse.move(this.page.viewportSize()?.width ?? 0, 0);
    await this.page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
    return file;
  }
}
