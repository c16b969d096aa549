import { availableParallelism } from 'node:os';
import type { Worker } from 'node:worker_threads';
import { type FlatShare, shareOf } from './flatShare.ts';
import type { ScannedShare } from './scanShare.ts';
import type { SharedJobs } from './sharedJobs.ts';

/**
 * Bytes for each further thread. It has to start, and to compile for itself what the first has compiled, on the
 * processor on which the first one's is compiled meanwhile (docs/decisions/scanner.md).
 */
const worthAThread = 50e6;
/** What takes as long to scan as it takes to open and close a file. */
const bytesOfOpening = 8_000;
/** Of a source file that nobody has asked for its size. */
const assumedBytes = 8_000;
const mostThreads = 4;

interface ScanThread {
  readonly worker: Worker;
  /** Rejected where the thread ends without one: what it had taken is lost, and the check would not be whole. */
  readonly answer: Promise<FlatShare>;
}

/** How many threads besides the first so many files are worth. */
export function usefulThreads(files: number, meanBytes: number, processors: number): number {
  const worth = Math.floor((files * (bytesOfOpening + meanBytes)) / worthAThread);
  return Math.min(worth, mostThreads - 1, processors - 1);
}

/** Threads that scan files beside this one. Each takes a while to start: it may be asked for before there are jobs. */
export class ScanThreads {
  readonly #exactly: number | undefined;
  readonly #processors = availableParallelism();
  readonly #threads: ScanThread[] = [];
  #jobs: SharedJobs | undefined;

  /** @param exactly so many, whatever there is to do; by the machine and the work without it */
  constructor(exactly?: number) {
    this.#exactly = exactly;
  }

  /** Has as many threads started as so many files are worth, those included that run already. */
  startFor(files: number, meanBytes = assumedBytes): void {
    const wanted = this.#exactly ?? usefulThreads(files, meanBytes, this.#processors);
    while (this.#threads.length < wanted) this.#start();
  }

  /** Gives the jobs to those that run, and to those that will be started. */
  share(jobs: SharedJobs): void {
    this.#jobs = jobs;
    for (const { worker } of this.#threads) give(worker, jobs);
  }

  /**
   * What the threads have scanned when none of the jobs is left.
   * @throws {Error} one of them ended without an answer
   */
  async answers(): Promise<ScannedShare[]> {
    return (await Promise.all(this.#threads.map(({ answer }) => answer))).map(shareOf);
  }

  /** Ends those that were started in vain. */
  end(): void {
    if (!this.#jobs) for (const { worker } of this.#threads) void worker.terminate();
  }

  #start(): void {
    // Most checks read few files or none: they need no threads, nor what comes with them.
    const { Worker } = process.getBuiltinModule('node:worker_threads');
    if (this.#threads.length + 2 >= this.#processors) leaveProcessorsToThreads();
    // Bundled, this file is a chunk beside the bundle of the thread.
    const entry = import.meta.url.endsWith('.ts') ? './scanThread.ts' : './scanThread.js';
    const worker = new Worker(new URL(entry, import.meta.url));
    // While it waits for jobs the program may end.
    worker.unref();
    const answer = answerOf(worker);
    // Told where it is asked for; a thread may have been started in vain.
    answer.catch(() => undefined);
    this.#threads.push({ worker, answer });
    if (this.#jobs) give(worker, this.#jobs);
  }
}

/** Node 24's. Another one may not know the flags, and says so on stderr; whether they help there nobody has seen. */
const measuredEngine = '13.6.';

/**
 * V8 compiles and collects beside the threads, on processors that those take: what it optimizes would be ready when half
 * of the files are read, and what it collects is of a program that ends (docs/decisions/check-pipeline.md). The first
 * holds for all threads of this process from now on, the second, in megabytes, for those that start from now on.
 */
function leaveProcessorsToThreads(): void {
  if (!process.versions.v8.startsWith(measuredEngine)) return;
  const { setFlagsFromString } = process.getBuiltinModule('node:v8');
  setFlagsFromString('--efficiency-mode');
  setFlagsFromString('--initial-old-space-size=256');
}

function give(worker: Worker, jobs: SharedJobs): void {
  worker.ref();
  worker.postMessage(jobs);
}

function answerOf(worker: Worker): Promise<FlatShare> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`a thread of the check ended with code ${code}`)));
  });
}
