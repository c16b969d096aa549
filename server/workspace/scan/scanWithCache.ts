import type { StampedResult } from './flatResults.ts';
import { type ScanOptions, scanFiles } from './parallelScan.ts';
import type { ScanCache } from './scanCache.ts';
import type { ScanJob } from './scannedFile.ts';

/** Scans the files that have changed since the cache saw them; results are in the order of the jobs. */
export async function scanWithCache(
  jobs: readonly ScanJob[],
  cache: ScanCache,
  options: ScanOptions,
): Promise<StampedResult[]> {
  const now = Date.now();
  const results: StampedResult[] = [];
  const missed: number[] = [];
  jobs.forEach((job, index) => {
    const found = cache.find(job);
    if (found) results[index] = found;
    else missed.push(index);
  });
  const scanned = await scanFiles(
    missed.flatMap((index) => jobs[index] ?? []),
    options,
  );
  missed.forEach((index, place) => {
    const job = jobs[index];
    const result = scanned[place];
    if (!job || !result) return;
    results[index] = result;
    cache.add(job, result, now);
  });
  return results;
}
