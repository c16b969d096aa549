#!/usr/bin/env node
// Stands in for the VS Code executable that @vscode/test-electron starts: the same arguments, the same exit code, the
// same output, with the workbench in a headless browser on the VS Code server that npm carries.
import { once } from 'node:events';
import path from 'node:path';
import { format } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { launchChromium, requireChromium } from '../../scripts/browser/chromium.ts';
import { installVsCode } from '../../scripts/vscodeServer/installation.ts';
import { VsCodeServer } from '../../scripts/vscodeServer/vscodeServer.ts';
import { parseTestArguments, type TestArguments } from './testArguments.ts';

const timeLimitMinutes = 8;
const cacheFolder = path.resolve(import.meta.dirname, '../../.vscode-test');
/** Lines of the workbench itself; what tests and the extension print comes the same way. */
const workbenchNoise =
  /\/static\/out\/vs\/|^\[(ChatModelSelection|AgentHost|AccountPolicyGate|reconnection-grace-time|Service Worker|RemoteAgentHost)|connection token|Creating a socket|native-watchdog|Ignoring fetching|Updating additional|Creation of workbench contribution|additional builtin/;

async function run(args: TestArguments, cancelled: AbortSignal): Promise<number> {
  const installation = await installVsCode(cacheFolder, console.error);
  const chromium = await requireChromium(console.error);
  const { trustEverything } = args;
  const server = await VsCodeServer.start({ installation, testDriver: true, trustEverything });
  let browser: Browser | undefined;
  try {
    browser = await launchChromium(chromium);
    const code = await Promise.race([runInWorkbench(server, browser, args), rejectedBy(cancelled)]);
    return code === 0 ? crashCode(server.log) : code;
  } catch (error) {
    console.error(error, server.log.slice(-2_000));
    return 99;
  } finally {
    await browser?.close();
    await server.stop();
  }
}

async function rejectedBy(signal: AbortSignal): Promise<never> {
  if (!signal.aborted) await once(signal, 'abort');
  throw new Error('The test run was cancelled.');
}

/** Aborts on a signal, or when the process that started this one is gone: nobody else would stop the server. */
function cancellation(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort());
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) controller.abort();
  }, 1_000).unref();
  return controller.signal;
}

async function runInWorkbench(server: VsCodeServer, browser: Browser, args: TestArguments): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  await context.route(
    (url) => url.hostname !== '127.0.0.1',
    (route) => route.abort(),
  );
  const page = await context.newPage();
  await page.exposeFunction('codeAutomationLog', (type: string, parts: unknown[]) => {
    const text = format(...parts);
    if (workbenchNoise.test(text)) return;
    (type === 'error' ? process.stderr : process.stdout).write(`${text}\n`);
  });
  const exited = automationExit(page);
  const payload: [string, string][] = [
    ...args.extensions.map((folder): [string, string] => ['extensionDevelopmentPath', server.remote(folder)]),
    ['extensionTestsPath', server.remote(args.tests)],
  ];
  await page.goto(server.url(args.folder, payload));
  return exited;
}

/** The workbench calls `codeAutomationExit` once the test module's `run` has settled. */
async function automationExit(page: Page): Promise<number> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The tests did not end within ${timeLimitMinutes} minutes.`)),
      timeLimitMinutes * 60_000,
    );
    page.once('crash', () => reject(new Error('The page of the workbench crashed.')));
    page
      .exposeFunction('codeAutomationExit', (code: number) => {
        clearTimeout(timer);
        resolve(code);
      })
      .catch(reject);
  });
}

/** A killed extension host makes the workbench report success: a crash must not read as a pass. */
function crashCode(log: string): number {
  const crash = /Extension Host Process exited with code: (?!0, signal: null).*/.exec(log);
  if (!crash) return 0;
  console.error(crash[0]);
  return 70;
}

process.exit(await run(parseTestArguments(process.argv.slice(2)), cancellation()));
