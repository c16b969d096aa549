import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { fileEnd } from '../../../files/fileEnd.ts';
import { processStartTime } from '../../../programs/processIdentity.ts';
import type { Route } from '../trafficRouter.ts';
import { proxyName, socketName } from './haproxyConfiguration.ts';
import { configurationHash, type HaproxyFolder, type HaproxyIdentity } from './haproxyFolder.ts';
import { askRuntime, tellRuntime } from './runtimeSocket.ts';

const readyMilliseconds = 10_000;
const lookAgainMilliseconds = 5;

/** A HAProxy that answers on its runtime socket. */
export interface RunningHaproxy extends HaproxyIdentity {
  readonly socket: string;
}

/**
 * Finds the HAProxy of a folder by its socket, also one that is not recorded because the service was killed just when it
 * had started it. Undefined where none answers: one may just be starting.
 */
export async function findHaproxyProcess(folder: HaproxyFolder): Promise<RunningHaproxy | undefined> {
  return answering(folder, await folder.identity());
}

/** As `findHaproxyProcess`, to be called while none is started: one that is recorded and does not answer is ended. */
export async function usableHaproxyProcess(folder: HaproxyFolder): Promise<RunningHaproxy | undefined> {
  const identity = await folder.identity();
  const found = await answering(folder, identity);
  if (found || !identity || !(await isAlive(identity))) return found;
  signal(identity.pid, 'SIGKILL');
  while (await isAlive(identity)) await delay(lookAgainMilliseconds);
  return undefined;
}

async function answering(
  folder: HaproxyFolder,
  identity: HaproxyIdentity | undefined,
): Promise<RunningHaproxy | undefined> {
  const socket = folder.socket(identity?.pid ?? 0);
  const pid = await pidOn(socket);
  if (pid === undefined) return undefined;
  if (pid === identity?.pid) return { ...identity, socket };
  return { pid, startTime: (await processStartTime(pid)) ?? '', socket, id: '', configurationHash: '' };
}

/** What starts a HAProxy. */
export interface HaproxyStart {
  readonly program: string;
  readonly folder: HaproxyFolder;
  readonly route: Route;
  /** One that serves the port already: the new one takes its sockets over, and it ends with what is under way in it. */
  readonly predecessor: number | undefined;
}

/** Why a HAProxy does not serve: its port cannot be opened. */
export class PortError extends Error {
  readonly code: 'EADDRINUSE' | 'EACCES';

  constructor(code: PortError['code'], message: string) {
    super(message);
    this.code = code;
  }
}

/**
 * Starts a HAProxy that outlives this process; it serves when this resolves.
 * @throws {PortError} its port is taken or not allowed
 * @throws {Error} a sentence why it does not start
 */
export async function launchHaproxy(start: HaproxyStart): Promise<RunningHaproxy> {
  const { folder, route, predecessor } = start;
  const before = await folder.identity();
  await folder.write(route);
  const child = await spawnHaproxy(start);
  const pid = child.pid ?? 0;
  let ending: string | undefined;
  child.once('exit', (code, signalName) => {
    ending = signalName === null ? `it exited with code ${code}` : `it was ended by ${signalName}`;
  });
  const startTime = (await processStartTime(pid)) ?? '';
  const identity = { pid, startTime, id: route.id, configurationHash: configurationHash(route) };
  await folder.writeIdentity(identity);
  const socket = folder.socket(pid);
  const deadline = Date.now() + readyMilliseconds;
  while (ending === undefined && Date.now() < deadline) {
    if ((await pidOn(socket)) === pid) return { ...identity, socket };
    await delay(lookAgainMilliseconds);
  }
  const why = ending ?? `it does not answer within ${readyMilliseconds / 1000} s`;
  signal(pid, 'SIGKILL');
  // One that was to be replaced still serves.
  if (before && predecessor !== undefined) await folder.writeIdentity(before);
  throw await startError(folder, why);
}

/** Stops taking connections, at once; what is under way has its time to drain. */
export async function stopHaproxy(folder: HaproxyFolder, { pid, socket }: RunningHaproxy): Promise<void> {
  await tellRuntime(socket, [`shutdown frontend ${proxyName}`]).catch(() => {});
  signal(pid, 'SIGUSR1');
  await folder.remove();
}

/** The process that answers on a runtime socket; undefined where none does. */
async function pidOn(socket: string): Promise<number | undefined> {
  const [info = ''] = await askRuntime(socket, ['show info']).catch(() => []);
  const pid = Number(/^Pid: (\d+)$/m.exec(info)?.[1]);
  return Number.isInteger(pid) ? pid : undefined;
}

async function spawnHaproxy({ program, folder, predecessor }: HaproxyStart): Promise<ChildProcess> {
  const output = await open(folder.log, 'w', 0o600);
  const takeOver = predecessor === undefined ? [] : ['-x', socketName, '-sf', String(predecessor)];
  try {
    const child = spawn(program, ['-db', '-f', 'haproxy.cfg', ...takeOver], {
      cwd: folder.path,
      detached: true,
      env: {},
      stdio: ['ignore', output.fd, output.fd],
    });
    await once(child, 'spawn').catch((cause: unknown) => {
      throw new Error(`HAProxy cannot be started from ${program}.`, { cause });
    });
    child.unref();
    return child;
  } finally {
    await output.close();
  }
}

async function startError(folder: HaproxyFolder, ending: string): Promise<Error> {
  const log = (await fileEnd(folder.log, 16_384)) ?? '';
  if (/cannot bind.*address already in use/i.test(log))
    return new PortError('EADDRINUSE', 'the port is taken');
  if (/cannot bind.*permission denied/i.test(log)) return new PortError('EACCES', 'the port is not allowed');
  const line = log.split('\n').find((one) => one.includes('[ALERT]'));
  const reason = line?.replace(/^\[ALERT\]\s*\(\d+\) : /, '').slice(0, 300) ?? ending;
  return new Error(`HAProxy does not start: ${reason}`);
}

async function isAlive({ pid, startTime }: HaproxyIdentity): Promise<boolean> {
  return startTime !== '' && (await processStartTime(pid)) === startTime;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    if (pid > 1) process.kill(pid, name);
  } catch {
    // It has ended by itself.
  }
}
