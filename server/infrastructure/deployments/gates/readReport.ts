import { Worker } from 'node:worker_threads';
import type { ReportAnswer, ReportJob } from './reportJob.ts';
import { type ReportContent, UnusableReport } from './reports/reportContent.ts';

const maximumMegabytes = 1024;
const maximumSeconds = 60;

/**
 * Reads a report in a thread of its own: whatever somebody wrote into it costs that thread alone, in memory and
 * in time, and the service goes on answering.
 * @throws {UnusableReport}
 */
export async function readReport(job: ReportJob, signal: AbortSignal): Promise<ReportContent> {
  // Bundled, this file is a chunk beside the bundle of the entry.
  const entry = import.meta.url.endsWith('.ts') ? './reportThread.ts' : './reportThread.js';
  const worker = new Worker(new URL(entry, import.meta.url), {
    workerData: job,
    resourceLimits: { maxOldGenerationSizeMb: maximumMegabytes },
  });
  try {
    const answer = await Promise.race([answerOf(worker), interruption(signal)]);
    if ('content' in answer) return answer.content;
    throw new UnusableReport(answer.problem);
  } finally {
    await worker.terminate();
  }
}

function answerOf(worker: Worker): Promise<ReportAnswer> {
  return new Promise((resolve) => {
    worker.once('message', resolve);
    worker.once('error', (error: NodeJS.ErrnoException) =>
      resolve({
        problem:
          error.code === 'ERR_WORKER_OUT_OF_MEMORY'
            ? `needs more than ${maximumMegabytes} MB of memory to be read`
            : `cannot be read (${error.message})`,
      }),
    );
    worker.once('exit', () => resolve({ problem: 'cannot be read: its reader has ended' }));
  });
}

function interruption(signal: AbortSignal): Promise<ReportAnswer> {
  const late = AbortSignal.timeout(maximumSeconds * 1000);
  const either = AbortSignal.any([signal, late]);
  return new Promise((resolve) => {
    const end = () =>
      resolve({
        problem: late.aborted
          ? `takes longer than ${maximumSeconds} s to be read`
          : 'was not read to its end',
      });
    either.addEventListener('abort', end, { once: true });
    if (either.aborted) end();
  });
}
