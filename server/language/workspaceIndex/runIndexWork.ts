import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { IndexMessage, IndexWork } from './indexWork.ts';

/** Megabytes; what reads files one by one needs no more for short-lived objects. */
const youngGeneration = 2;

/**
 * Does work beside this thread, and ends what does it with the work. Findings of all files are made on a thread. What
 * every window's index needs is read by a process: of the memory that a thread has used 35 MB stay with this process
 * for good (`npm run bench workspaceIndex`). It runs this program alone and is told nothing but paths.
 * @param signal ends the work at once; what was sent by then has been received
 * @throws {Error} the thread or process failed
 */
export function runIndexWork(
  work: IndexWork,
  receive: (message: IndexMessage) => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  // Bundled, this file is a chunk beside the bundle of the entry.
  const entry = import.meta.url.endsWith('.ts') ? './indexThread.ts' : './indexThread.js';
  const program = new URL(entry, import.meta.url);
  return work.kind === 'read'
    ? runInProcess(program, work, receive, signal)
    : runInThread(program, work, receive, signal);
}

async function runInThread(
  program: URL,
  work: IndexWork,
  receive: (message: IndexMessage) => void,
  signal: AbortSignal,
): Promise<void> {
  const worker = new Worker(program, {
    workerData: work,
    resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
  });
  worker.unref();
  const abort = (): void => void worker.terminate();
  signal.addEventListener('abort', abort, { once: true });
  await new Promise<void>((resolve, reject) => {
    worker.on('message', receive);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  }).finally(() => signal.removeEventListener('abort', abort));
}

async function runInProcess(
  program: URL,
  work: IndexWork,
  receive: (message: IndexMessage) => void,
  signal: AbortSignal,
): Promise<void> {
  const child = fork(fileURLToPath(program), [], {
    execArgv: [`--max-semi-space-size=${youngGeneration}`],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  child.unref();
  const abort = (): void => void child.kill();
  signal.addEventListener('abort', abort, { once: true });
  await new Promise<void>((resolve, reject) => {
    let code: number | null = 0;
    child.on('message', (message) => receive(message as IndexMessage));
    child.once('error', reject);
    child.once('exit', (exitCode) => {
      code = exitCode;
    });
    // Only then every message has been received and the exit code is known.
    child.once('close', () =>
      code === 0 || signal.aborted
        ? resolve()
        : reject(new Error(`the reading process ended with code ${code}`)),
    );
    child.send(work);
  }).finally(() => signal.removeEventListener('abort', abort));
}
