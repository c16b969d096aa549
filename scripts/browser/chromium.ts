import path from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { aptInstall } from '../aptGet.ts';
import { isExecutable } from '../isExecutable.ts';

/** No usable Chromium; the message says what to do. */
export class BrowserMissing extends Error {
  override readonly name = 'BrowserMissing';
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const macApplications = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];
const advice =
  'Install Chromium (Debian and Ubuntu: sudo apt-get install chromium) or set CHROMIUM_PATH to a Chromium or Chrome.';

/** Path of the Chromium to use: `CHROMIUM_PATH`, else one on PATH; undefined where there is none. */
export function findChromium(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  const chosen = environment['CHROMIUM_PATH'];
  if (chosen) {
    if (!isExecutable(chosen))
      throw new BrowserMissing(`CHROMIUM_PATH names ${chosen}, which cannot be run.`);
    return chosen;
  }
  const folders = (environment['PATH'] ?? '').split(path.delimiter).filter(Boolean);
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)));
  return [...candidates, ...macApplications].find(isExecutable);
}

/**
 * Path of a Chromium, installed from the distribution's packages where it is missing and this user may.
 * @throws {BrowserMissing} with what to do
 */
export async function requireChromium(report: (sentence: string) => void): Promise<string> {
  const found = findChromium();
  if (found) return found;
  if (process.platform !== 'linux' || process.getuid?.() !== 0)
    throw new BrowserMissing(`The user-interface tests need Chromium. ${advice}`);
  report('Installing Chromium with apt-get …');
  await aptInstall('chromium').catch((error: Error) => {
    throw new BrowserMissing(`${error.message}\n${advice}`);
  });
  const installed = findChromium();
  if (!installed) throw new BrowserMissing(`apt-get installed no Chromium. ${advice}`);
  return installed;
}

/** A headless Chromium that asks the network for nothing of its own. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
