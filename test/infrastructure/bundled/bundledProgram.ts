import { type ChildProcessByStdio, spawn } from 'node:child_process';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where `bundlePrograms.ts` has put the programs of this run. */
    programFolder: string;
  }
}

/** Path of a program that was bundled for this run of tests. */
export function bundledProgram(name: string): string {
  return path.join(inject('programFolder'), `${name}.js`);
}

/** A service as a process of its own. */
export type ServiceProcess = ChildProcessByStdio<Writable, Readable, null>;

/** Starts a service that was bundled for this run of tests; its first output is its address. */
export function startBundledService(
  name: 'mortalServiceProgram' | 'countingServiceProgram',
  args: readonly string[],
  stderr: 'inherit' | 'ignore' = 'inherit',
): ServiceProcess {
  // Beside the bundle, which goes after the run: nobody could use what was compiled of it.
  const environment = { ...process.env, NODE_COMPILE_CACHE: path.join(inject('programFolder'), 'compiled') };
  return spawn(process.execPath, [bundledProgram(name), ...args], {
    env: environment,
    stdio: ['pipe', 'pipe', stderr],
  }) as ServiceProcess;
}
