import { FileScanner } from './fileScanner.ts';
import type { StampedResult } from './flatResults.ts';
import type { SharedJobs } from './sharedJobs.ts';
import { SharedQueue } from './sharedQueue.ts';

/** Files that one thread scanned: the index of each one's job, and what it gave. */
export interface ScannedShare {
  readonly indices: number[];
  readonly results: StampedResult[];
}

/** Files taken at once: few enough that the threads end together. */
const batch = 8;

/**
 * Scans files until the queue is empty, whoever else takes from it.
 * @param onBatch called now and then with the number of files that all threads have taken, and how many bytes those
 * have on average that this one has read; not a number before it has
 */
export function scanShare(
  { files, kindOf, kinds, queue: memory }: SharedJobs,
  onBatch?: (taken: number, meanBytes: number) => void,
): ScannedShare {
  const scanner = new FileScanner();
  const queue = new SharedQueue(files.length, memory);
  const indices: number[] = [];
  const results: StampedResult[] = [];
  let bytes = 0;
  for (let taken = queue.take(batch); taken; taken = queue.take(batch)) {
    onBatch?.(taken.start, bytes / results.length);
    for (let index = taken.start; index < taken.end; index++) {
      const file = files[index];
      const kind = kinds[kindOf[index] ?? 0];
      if (file === undefined || kind === undefined) continue;
      const result = scanner.scan({ file, languageId: kind.languageId, settings: kind.settings });
      const { stamp } = scanner;
      bytes += stamp?.[0] ?? 0;
      indices.push(index);
      results.push({ result, stamp });
    }
  }
  return { indices, results };
}
