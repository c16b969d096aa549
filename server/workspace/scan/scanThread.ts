import { enableCompileCache } from 'node:module';
import { parentPort } from 'node:worker_threads';
import type { SharedJobs } from './sharedJobs.ts';

// Threads do not share what the main thread has compiled, but they may use the same cache on disk.
enableCompileCache();
const { scanShare } = await import('./scanShare.ts');
const { flatShare } = await import('./flatShare.ts');

parentPort?.once('message', (jobs: SharedJobs) => {
  parentPort?.postMessage(flatShare(scanShare(jobs)));
});
