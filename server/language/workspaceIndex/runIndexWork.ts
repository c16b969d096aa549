import { Worker } from 'node:worker_threads';
import type { IndexMessage, IndexWork } from './indexWork.ts';

/** Megabytes; a thread that reads files one by one needs no more, and what it has had the process keeps. */
const youngGeneration = 2;

/**
 * Does work on a thread of its own, which ends with it.
 * @param signal ends the thread at once; what it has sent by then has been received
 * @throws {Error} the thread failed
 */
export function runIndexWork(
  work: IndexWork,
  receive: (message: IndexMessage) => void,
  signal: AbortSignal,
): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  // Bundled, this file is a chunk beside the bundle of the thread.
  const entry = import.meta.url.endsWith('.ts') ? './indexThread.ts' : './indexThread.js';
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData: work,
    resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
  });
  worker.unref();
  const abort = (): void => void worker.terminate();
  signal.addEventListener('abort', abort, { once: true });
  return new Promise<void>((resolve, reject) => {
    worker.on('message', receive);
    worker.once('error', reject);
    worker.once('exit', () => resolve());
  }).finally(() => signal.removeEventListener('abort', abort));
}
