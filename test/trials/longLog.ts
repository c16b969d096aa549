// How a service starts on a long log, with states kept of an earlier run and without: time until it answers, memory,
// what is kept; and after it was killed while it kept them.
//   node test/trials/longLog.ts [events]
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { cpuSecondsOf } from '../bench/serverProcess.ts';
import { writeLongLog } from './longLog/writeLongLog.ts';

const events = Number(process.argv[2] ?? 1_000_000);
const main = path.resolve(import.meta.dirname, '../../server/infrastructure/main.ts');

interface Started {
  readonly child: ChildProcess;
  readonly seconds: number;
  /** Of the processor: tells more than the clock where other work goes on. */
  readonly cpuSeconds: number;
}

/** Starts the service of a repository; resolves when it answers. */
async function startService(repository: string): Promise<Started> {
  const begin = performance.now();
  const child = spawn(process.execPath, [main, '--repository', repository], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout))
    if (line.includes('"ready":true')) {
      const seconds = (performance.now() - begin) / 1000;
      return { child, seconds, cpuSeconds: await cpuSecondsOf(child.pid ?? 0) };
    }
  throw new Error('The service ended before it was ready.');
}

async function residentMegabytes({ pid }: ChildProcess): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}

async function end({ child }: Started, signal: NodeJS.Signals): Promise<void> {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** One start: how long it took and what it held; then the service runs on for a while and ends by a signal. */
async function trial(
  title: string,
  repository: string,
  runSeconds: number,
  signal: NodeJS.Signals,
): Promise<void> {
  const started = await startService(repository);
  const atStart = await residentMegabytes(started.child);
  await setTimeout(runSeconds * 1000);
  const later = await residentMegabytes(started.child);
  await end(started, signal);
  const { seconds, cpuSeconds } = started;
  const cells = [
    `${seconds.toFixed(2)} s`,
    `${cpuSeconds.toFixed(2)} s`,
    `${atStart.toFixed(0)} MB`,
    `${later.toFixed(0)} MB`,
  ];
  console.log(`${title.padEnd(44)} ${cells.map((cell) => cell.padStart(9)).join(' ')}`);
}

function printKept(file: string): void {
  const database = new DatabaseSync(file);
  const kept = database
    .prepare('SELECT count(*) AS streams, sum(length(state)) AS bytes FROM snapshots')
    .get();
  database.close();
  const megabytes = (bytes: unknown) => (Number(bytes) / 1e6).toFixed(1);
  console.log(
    `log ${megabytes(statSync(file).size)} MB; kept ${String(kept?.['streams'])} streams, ${megabytes(kept?.['bytes'])} MB`,
  );
}

const folder = mkdtempSync(path.join(tmpdir(), 'swarm-long-log-'));
try {
  execFileSync('git', ['init', '--quiet', folder]);
  const state = path.join(folder, '.git', 'swarm');
  mkdirSync(state, { mode: 0o700 });
  const file = path.join(state, 'events.db');
  await writeLongLog(file, events);
  console.log(`${events} events${''.padEnd(31)}    ready       CPU  memory at start, after some seconds`);
  await trial('nothing kept; killed while it keeps states', folder, 5.2, 'SIGKILL');
  await trial('killed before; ends when they are kept', folder, 15, 'SIGTERM');
  printKept(file);
  await trial('states kept', folder, 0, 'SIGKILL');
  await trial('states kept, the old part checked meanwhile', folder, 75, 'SIGTERM');
  await trial('states kept', folder, 0, 'SIGTERM');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
