import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium, requireChromium } from '../../scripts/browser/chromium.ts';
import { makeExampleRepository } from '../../scripts/exampleRepository/exampleRepository.ts';
import { vsixFile } from '../../scripts/package.ts';
import { readServiceFile, stopService } from '../../scripts/start/stopService.ts';
import { installVsCode } from '../../scripts/vscodeServer/installation.ts';
import type { EditorSettings } from '../../scripts/vscodeServer/settings.ts';
import { VsCodeServer } from '../../scripts/vscodeServer/vscodeServer.ts';
import type { ApiAddress } from '../../server/protocol/apiClient.ts';
import { Workbench } from './workbench.ts';

const cacheFolder = path.resolve(import.meta.dirname, '../../.vscode-test');

export interface EditorSessionOptions {
  /** What the window opens. */
  readonly content: 'example' | 'plain-folder' | 'nothing';
  /** False for a window in Restricted Mode. */
  readonly trusted?: boolean;
  readonly settings?: EditorSettings;
  readonly viewport?: { readonly width: number; readonly height: number };
}

/** The packaged extension installed in a VS Code of its own, opened in a browser of its own. */
export class EditorSession {
  readonly workbench: Workbench;
  /** The opened folder; an empty one where nothing was opened. */
  readonly folder: string;
  readonly #server: VsCodeServer;
  readonly #browser: Browser;
  readonly #temporary: string;

  private constructor(workbench: Workbench, server: VsCodeServer, browser: Browser, temporary: string) {
    this.workbench = workbench;
    this.folder = folderIn(temporary);
    this.#server = server;
    this.#browser = browser;
    this.#temporary = temporary;
  }

  static async start(options: EditorSessionOptions): Promise<EditorSession> {
    const temporary = await mkdtemp(path.join(tmpdir(), 'swarm-ui-'));
    if (options.content === 'example') await makeExampleRepository(folderIn(temporary));
    else await mkdir(folderIn(temporary));
    const server = await VsCodeServer.start({
      installation: await installVsCode(cacheFolder, console.log),
      extensions: [vsixFile],
      trustEverything: options.trusted ?? true,
      settings: options.settings ?? {},
    });
    const browser = await launchChromium(await requireChromium(console.log));
    const page = await browser.newPage({ viewport: options.viewport ?? { width: 1400, height: 1500 } });
    page.setDefaultTimeout(45_000);
    await page.route(
      (url) => url.hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    const session = new EditorSession(new Workbench(page), server, browser, temporary);
    await session.workbench.open(server.url(options.content === 'nothing' ? undefined : session.folder));
    return session;
  }

  /** Writes a file into the opened folder. */
  async write(name: string, text: string): Promise<void> {
    await writeFile(path.join(this.folder, name), text);
  }

  /** Whether a service serves the opened folder. */
  async hasService(): Promise<boolean> {
    return (await readServiceFile(this.folder)) !== undefined;
  }

  /** The API of the service that the extension started, for what another client would do. */
  async api(): Promise<ApiAddress> {
    const service = await readServiceFile(this.folder);
    if (!service) throw new Error('No service serves the folder.');
    return { address: service.address, token: service.token, actor: 'Avery Quinn' };
  }

  /** Closes the window, then ends everything that was started for it. */
  async close(): Promise<void> {
    await this.#browser.close();
    await this.#server.stop();
    await stopService(this.folder);
    await rm(this.#temporary, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The folder's name is what the window's title shows. */
function folderIn(temporary: string): string {
  return path.join(temporary, 'collaboration-hub');
}
