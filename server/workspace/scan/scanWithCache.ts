import { type FileStamp, fileStamp } from './fileStamp.ts';
import { type ScanOptions, scanFiles } from './parallelScan.ts';
import type { ScanCache } from './scanCache.ts';
import type { ScanJob, ScanResult } from './scannedFile.ts';

interface Miss {
  readonly job: ScanJob;
  readonly index: number;
  readonly stamp: FileStamp | undefined;
}

/** Scans the files that have changed since the cache saw them; results are in the order of the jobs. */
export async function scanWithCache(
  jobs: readonly ScanJob[],
  cache: ScanCache,
  options: Omit<ScanOptions, 'bytes'>,
): Promise<ScanResult[]> {
  const now = Date.now();
  const results: ScanResult[] = [];
  const misses: Miss[] = [];
  let bytes = 0;
  jobs.forEach((job, index) => {
    const stamp = fileStamp(job.file);
    const found = stamp && cache.find(job, stamp);
    if (found) {
      results[index] = found;
      return;
    }
    misses.push({ job, index, stamp });
    bytes += stamp?.[0] ?? 0;
  });
  const scanned = await scanFiles(
    misses.map(({ job }) => job),
    { ...options, bytes },
  );
  misses.forEach(({ job, index, stamp }, place) => {
    const result = scanned[place];
    if (!result) return;
    results[index] = result;
    if (stamp) cache.add(job, result, stamp, now);
  });
  return results;
}
