import { enableCompileCache } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

// Threads do not share what the main thread has compiled, but they may use the same cache on disk.
enableCompileCache();
const { answerJob } = await import('./reportJob.ts');
parentPort?.postMessage(answerJob(workerData));
