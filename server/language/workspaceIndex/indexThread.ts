import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { IndexWork } from './indexWork.ts';

// Threads and processes do not share what the server has compiled, but they may use the same cache on disk.
enableCompileCache();
const { doIndexWork } = await import('./indexWork.ts');
if (parentPort) doIndexWork(workerData, (message) => parentPort?.postMessage(message));
else
  process.once('message', (work: IndexWork) => {
    doIndexWork(work, (message) => process.send?.(message));
    process.disconnect();
  });
