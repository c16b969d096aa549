import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { instanceSetting } from './instanceSetting.ts';
import { processesWithSettings, processStartTime, runsInGroup } from './processIdentity.ts';
import { unlimitedNotice, withLimits } from './processLimits.ts';
import type {
  ProcessIdentity,
  Program,
  ProgramDriver,
  ProgramIdentity,
  RunningProgram,
} from './programDriver.ts';

/** What a program inherits of our own environment: enough to be found and to run, no secrets. */
const inherited = ['PATH', 'HOME', 'LANG', 'SYSTEMROOT'];
/** Marks everything a program starts, so that it is found even where it has left the process group. */
const folderSetting = 'SWARM_TREE';
const lookAgainMilliseconds = 50;
const adoptedCheckMilliseconds = 1000;
/** After SIGKILL only a process stuck in the kernel stays; nobody waits for that. */
const killMilliseconds = 5000;

/**
 * Runs programs as processes of this machine, each in a process group of its own. Windows has no such groups: a program
 * could be ended there, and what it has started would go on, so none is started.
 */
export function processDriverOn(platform: NodeJS.Platform): ProgramDriver {
  return { start: platform === 'win32' ? refuse : start, adopt, endLeftovers };
}

/** The driver of this machine. */
export const processDriver = processDriverOn(process.platform);

async function refuse({ command: [file = ''] }: Program): Promise<never> {
  throw new Error(
    `cannot start ${JSON.stringify(file)} on Windows, where what a program starts is not ended with it; run the service in WSL, or a slot with "driver": "container"`,
  );
}

async function start(program: Program): Promise<RunningProgram> {
  const limited = await withLimits(program);
  const [file = '', ...args] = limited ?? program.command;
  const output = await open(program.log, 'a', 0o600);
  try {
    if (!limited) await output.write(unlimitedNotice);
    const child = spawn(file, args, {
      cwd: program.folder,
      env: environmentOf(program),
      stdio: ['ignore', output.fd, output.fd],
      detached: true,
    });
    child.unref();
    const ended = endOf(child);
    await once(child, 'spawn').catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is no such program' : error.message;
      throw new Error(`cannot start ${JSON.stringify(file)}: ${why}`);
    });
    const pid = child.pid ?? 0;
    // Empty where it has ended already: no later process has that start time.
    const startTime = (await processStartTime(pid)) ?? '';
    return running({ pid, startTime }, ended, () => {});
  } finally {
    await output.close();
  }
}

function environmentOf({ environment, folder, instance }: Program): Record<string, string> {
  const own = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const mark = { [folderSetting]: folder, ...(instance === undefined ? {} : instanceSetting(instance)) };
  return { ...Object.fromEntries(own), ...environment, ...mark };
}

function endOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('exit', (code, signal) =>
      resolve(signal === null ? `exited with code ${code}` : `was ended by ${signal}`),
    );
  });
}

async function adopt(identity: ProgramIdentity): Promise<RunningProgram | undefined> {
  if (!('pid' in identity) || !(await isSame(identity))) return undefined;
  const released = new AbortController();
  // Nobody but its parent is told of its end, and the parent was a service that is gone.
  const ended = (async () => {
    while (await isSame(identity))
      await delay(adoptedCheckMilliseconds, undefined, { signal: released.signal, ref: false });
    return 'exited';
  })();
  const never = new Promise<string>(() => {});
  return running(
    identity,
    ended.catch(() => never),
    () => released.abort(),
  );
}

async function isSame({ pid, startTime }: ProcessIdentity): Promise<boolean> {
  return startTime !== '' && (await processStartTime(pid)) === startTime;
}

function running(identity: ProcessIdentity, ended: Promise<string>, release: () => void): RunningProgram {
  const stop = async (graceMilliseconds: number) => {
    const startTime = await processStartTime(identity.pid);
    // The leader has gone; what it started may still be in its group. A number is given again only once its group
    // is empty, so another process under it means that nobody of ours is left.
    if (startTime === undefined) signalGroup(identity.pid, 'SIGKILL');
    if (startTime !== identity.startTime) return;
    signalGroup(identity.pid, 'SIGTERM');
    if (await groupEnds(identity, graceMilliseconds)) return;
    signalGroup(identity.pid, 'SIGKILL');
    await groupEnds(identity, killMilliseconds);
  };
  return { identity, ended, stop, release, outOfReach: () => undefined };
}

/** Whether nothing runs in the group within the time. What has ended is a member until it is waited for: in a container perhaps for good. */
async function groupEnds(identity: ProcessIdentity, milliseconds: number): Promise<boolean> {
  const deadline = Date.now() + milliseconds;
  while (signalGroup(identity.pid, 0) && (await runsInGroup(identity.pid))) {
    if (Date.now() >= deadline) return false;
    await delay(lookAgainMilliseconds);
  }
  return true;
}

/** False where the group has no process. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return pid > 1 && process.kill(-pid, signal);
  } catch {
    return false;
  }
}

async function endLeftovers(folder: string, instance?: number): Promise<void> {
  const ofInstance = instance === undefined ? {} : instanceSetting(instance);
  const mark = Object.entries({ [folderSetting]: folder, ...ofInstance });
  const settings = mark.map(([name, value]) => `${name}=${value}`);
  const deadline = Date.now() + killMilliseconds;
  for (;;) {
    // Looks again after killing: one of them may have started another meanwhile, and on a busy machine dying takes time.
    const left = await processesWithSettings(settings);
    if (left.length === 0 || Date.now() >= deadline) return;
    for (const pid of left) endNow(pid);
    await delay(lookAgainMilliseconds);
  }
}

function endNow(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
