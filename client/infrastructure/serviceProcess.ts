import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ServiceUnavailable } from './connectionState.ts';

export interface ServiceLaunch {
  /** The bundled service, `dist/server/service.js`. */
  readonly entry: string;
  /** Root of the work tree it serves. */
  readonly repository: string;
  /** Seconds it lives on after the last window. */
  readonly untilIdle: number;
  /** File that gets what it writes to its error output. */
  readonly errorOutput: string;
  /** Milliseconds it may take to be ready. */
  readonly readyLimit: number;
}

/** Exit code of a service that found another one owning the repository. */
const ownedExitCode = 3;

/**
 * Starts the service and resolves once it is ready. It outlives this process, so that another window can keep it.
 * @throws {ServiceUnavailable} `owned` or `start-failed` with the service's own sentence
 */
export async function startServiceProcess(launch: ServiceLaunch, signal: AbortSignal): Promise<ChildProcess> {
  signal.throwIfAborted();
  const child = spawnService(launch);
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop, { once: true });
  const timer = setTimeout(stop, launch.readyLimit);
  try {
    await ready(child, launch);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
  signal.throwIfAborted();
  child.unref();
  return child;
}

function spawnService(launch: ServiceLaunch): ChildProcess {
  mkdirSync(path.dirname(launch.errorOutput), { recursive: true });
  // A file, not a pipe: a pipe would break under the service when this window closes.
  const errors = openSync(launch.errorOutput, 'w', 0o600);
  try {
    const args = [launch.entry, '--repository', launch.repository, '--until-idle', String(launch.untilIdle)];
    return spawn(process.execPath, args, {
      cwd: launch.repository,
      detached: true,
      env: serviceEnvironment(),
      stdio: ['ignore', 'pipe', errors],
      windowsHide: true,
    });
  } finally {
    closeSync(errors);
  }
}

/** The user's environment without the editor's own: its options are not meant for other programs. */
function serviceEnvironment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(VSCODE_|ELECTRON_|NODE_OPTIONS$)/.test(name),
  );
  return { ...Object.fromEntries(kept), ELECTRON_RUN_AS_NODE: '1' };
}

function ready(child: ChildProcess, launch: ServiceLaunch): Promise<void> {
  return new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-64_000);
      if (output.split('\n').some(isReadyLine)) resolve();
    });
    child.once('error', (cause) => reject(startFailed(`The service cannot be started: ${cause.message}`)));
    child.once('exit', (code, killedBy) => {
      lastWords(launch.errorOutput).then((words) => reject(exitError(code, killedBy, words)), reject);
    });
  });
}

function isReadyLine(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'ready' in value && value.ready === true;
  } catch {
    return false;
  }
}

function exitError(code: number | null, killedBy: string | null, words: string): ServiceUnavailable {
  if (code === ownedExitCode)
    return new ServiceUnavailable('owned', words || 'Another service owns this repository.');
  const how = code === null ? `was ended by ${killedBy}` : `ended with exit code ${code}`;
  return startFailed(words || `The service ${how} before it was ready.`);
}

function startFailed(message: string): ServiceUnavailable {
  return new ServiceUnavailable('start-failed', message);
}

/** What it wrote to its error output: by convention one sentence; of a crash, the line that names the error. */
async function lastWords(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const crash = lines.find((line) => /^(Uncaught )?\w*Error\b/.test(line));
  return (crash ?? lines.at(-1) ?? '').trim().slice(0, 1000);
}
