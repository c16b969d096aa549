import type { AnalysisSettings } from '../../analysis/settings.ts';
import { FileScanner } from './fileScanner.ts';
import type { ScanResult } from './scannedFile.ts';
import { SharedQueue } from './sharedQueue.ts';

/** Jobs in the form that crosses to another thread: settings, which many files share, stand there once. */
export interface SharedJobs {
  readonly files: readonly string[];
  readonly languageIds: readonly string[];
  /** Of each file, an index into `settings`. */
  readonly settingsOf: readonly number[];
  readonly settings: readonly AnalysisSettings[];
  /** Of the `SharedQueue` of their indices. */
  readonly queue: SharedArrayBuffer;
}

/** Files that one thread scanned: indices of their jobs, and what each gave. */
export interface ScannedShare {
  readonly indices: readonly number[];
  readonly results: readonly ScanResult[];
}

/** Files taken at once: few enough that the threads end together. */
const batch = 8;

/**
 * Scans files until the queue is empty, whoever else takes from it.
 * @param onProgress called now and then with the number of files that all threads have taken
 */
export function scanShare(jobs: SharedJobs, onProgress?: (taken: number) => void): ScannedShare {
  const { files, languageIds, settingsOf, settings } = jobs;
  const scanner = new FileScanner();
  const queue = new SharedQueue(files.length, jobs.queue);
  const indices: number[] = [];
  const results: ScanResult[] = [];
  for (let taken = queue.take(batch); taken; taken = queue.take(batch)) {
    onProgress?.(taken.start);
    for (let index = taken.start; index < taken.end; index++) {
      const file = files[index];
      const languageId = languageIds[index];
      const rules = settings[settingsOf[index] ?? 0];
      if (file === undefined || languageId === undefined || rules === undefined) continue;
      indices.push(index);
      results.push(scanner.scan({ file, languageId, settings: rules }));
    }
  }
  return { indices, results };
}
