import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import type { AnalysisSettings } from '../../analysis/settings.ts';
import type { ScanJob, ScanResult } from './scannedFile.ts';
import { type ScannedShare, type SharedJobs, scanShare } from './scanShare.ts';
import { SharedQueue } from './sharedQueue.ts';

/**
 * Bytes for each further thread. It has to start, and to compile for itself what the first has compiled, on the
 * processor on which the first one's is compiled meanwhile (docs/decisions/scanner.md).
 */
const worthAThread = 50e6;
/** What takes as long to scan as it takes to open and close a file. */
const bytesOfOpening = 8_000;
const mostThreads = 4;

/** How a scan is done; what it gives is always the same. */
export interface ScanOptions {
  /** Bytes of all files together, as far as they are known. */
  readonly bytes: number;
  /** Called now and then with the number of files begun. */
  readonly onProgress?: (files: number) => void;
  /** Threads besides this one; by the machine and the amount of work where it is not given. */
  readonly helpers?: number;
}

/** Scans files on this thread and, where that is worth it, on others; results are in the order of the jobs. */
export async function scanFiles(jobs: readonly ScanJob[], options: ScanOptions): Promise<ScanResult[]> {
  const shared = sharedJobs(jobs);
  const helpers = await startHelpers(
    shared,
    options.helpers ?? usefulHelpers(options.bytes + bytesOfOpening * jobs.length),
  );
  const own = scanShare(shared, options.onProgress);
  const shares = [own, ...(await Promise.all(helpers))];
  const results: ScanResult[] = [];
  for (const { indices, results: found } of shares)
    indices.forEach((index, place) => {
      const result = found[place];
      if (result) results[index] = result;
    });
  return results;
}

function usefulHelpers(work: number): number {
  return Math.min(mostThreads, availableParallelism(), Math.floor(work / worthAThread) + 1) - 1;
}

function sharedJobs(jobs: readonly ScanJob[]): SharedJobs {
  const settings: AnalysisSettings[] = [];
  const known = new Map<AnalysisSettings, number>();
  const settingsOf = jobs.map((job) => {
    const index = known.get(job.settings) ?? settings.push(job.settings) - 1;
    known.set(job.settings, index);
    return index;
  });
  return {
    files: jobs.map(({ file }) => file),
    languageIds: jobs.map(({ languageId }) => languageId),
    settingsOf,
    settings,
    queue: new SharedQueue(jobs.length).memory,
  };
}

async function startHelpers(jobs: SharedJobs, count: number): Promise<Promise<ScannedShare>[]> {
  if (count === 0) return [];
  // Most checks read few files or none: they need no threads, nor what comes with them.
  const { Worker } = await import('node:worker_threads');
  // Bundled, this file is a chunk beside the bundle of the thread.
  const entry = import.meta.url.endsWith('.ts') ? './scanThread.ts' : './scanThread.js';
  const url = new URL(entry, import.meta.url);
  return Array.from({ length: count }, () => answerOf(new Worker(url, { workerData: jobs })));
}

/** @throws {Error} the thread ended without an answer: what it had taken is lost, and the check would not be whole */
function answerOf(worker: Worker): Promise<ScannedShare> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread of the check ended with code ${code}`)));
  });
}
