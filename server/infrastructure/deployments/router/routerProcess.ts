import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { fileEnd } from '../../files/fileEnd.ts';
import { readPrivateFile } from '../../files/privateFile.ts';
import { ownEnvironment } from '../../programs/ownEnvironment.ts';
import { processStartTime } from '../../programs/processIdentity.ts';
import { parseRouterFile, type RouterFile, routerFileName } from './routerFile.ts';

const readyMilliseconds = 10_000;
/** Twice V8's own: what a request needs dies young, and every collection that comes later holds up fewer requests. */
const flags = ['--max-semi-space-size=32'];

/** The router of a state folder by its file; undefined where there is none. */
export async function findRouter(stateFolder: string): Promise<RouterFile | undefined> {
  const reading = await readPrivateFile(routerFileName(stateFolder));
  return reading.state === 'present' ? parseRouterFile(reading.text) : undefined;
}

/** The router's program as it lies beside this file; bundled, this file is a chunk beside the bundle of the entry. */
export function ownRouterProgram(): string {
  const entry = import.meta.url.endsWith('.ts') ? './routerProgram.ts' : './routerProgram.js';
  return fileURLToPath(new URL(entry, import.meta.url));
}

/**
 * Starts a router that outlives this process.
 * @throws {Error} a sentence why it does not start
 */
export async function launchRouter(stateFolder: string, program: string): Promise<RouterFile> {
  const errors = path.join(stateFolder, 'router.log');
  const output = await open(errors, 'w', 0o600);
  try {
    const child = spawn(process.execPath, [...flags, program, stateFolder], {
      cwd: stateFolder,
      detached: true,
      env: ownEnvironment(),
      stdio: ['ignore', 'pipe', output.fd],
      windowsHide: true,
    });
    const stdout = child.stdout as Readable;
    const signal = AbortSignal.timeout(readyMilliseconds);
    // One that cannot start ends its output with the first line.
    await Promise.race([once(stdout, 'data', { signal }), once(stdout, 'end', { signal })]).catch(() =>
      child.kill('SIGKILL'),
    );
    stdout.destroy();
    child.unref();
  } finally {
    await output.close();
  }
  const router = await findRouter(stateFolder);
  if (router) return router;
  const line = (await fileEnd(errors, 4096))?.split('\n').find((one) => /Error\b/.test(one));
  throw new Error(`The router does not start${line === undefined ? '' : `: ${line.trim()}`}.`);
}

/** Ends a router that does not answer. */
export async function killRouter(stateFolder: string, { pid, startTime }: RouterFile): Promise<void> {
  if (startTime !== '' && (await processStartTime(pid)) === startTime)
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  await rm(routerFileName(stateFolder), { force: true });
}
