import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import type { IndexWork } from './indexWork.ts';

// Threads and processes do not share what the server has compiled, but they may use the same cache on disk.
enableCompileCache();
const { doIndexWork } = await import('./indexWork.ts');
if (parentPort) await doIndexWork(workerData, (message) => parentPort?.postMessage(message));
else
  process.once('message', async (work: IndexWork) => {
    const sent: Promise<void>[] = [];
    await doIndexWork(work, (message) => {
      sent.push(new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve())));
    });
    // To disconnect drops what the server, busy with something else, has not taken yet.
    await Promise.all(sent);
    process.disconnect();
  });
