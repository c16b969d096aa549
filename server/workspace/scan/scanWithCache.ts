import { type FileStamp, fileStamp } from './fileStamp.ts';
import { type ScanOptions, scanFiles } from './parallelScan.ts';
import type { ScanCache } from './scanCache.ts';
import type { ScanJob, ScanResult } from './scannedFile.ts';

interface Miss {
  readonly job: ScanJob;
  readonly index: number;
  readonly stamp: FileStamp | undefined;
}

/** How a scan with a cache is done. */
export interface CachedScanOptions extends Omit<ScanOptions, 'bytes'> {
  /** Told of each file before it is read; undefined where there is none to stamp. */
  readonly onStamp?: (file: string, stamp: FileStamp | undefined) => void;
}

/** Scans the files that have changed since the cache saw them; results are in the order of the jobs. */
export async function scanWithCache(
  jobs: readonly ScanJob[],
  cache: ScanCache,
  { onStamp, ...options }: CachedScanOptions,
): Promise<ScanResult[]> {
  const now = Date.now();
  const { results, misses } = recall(jobs, cache, onStamp);
  const bytes = misses.reduce((sum, { stamp }) => sum + (stamp?.[0] ?? 0), 0);
  const missed = misses.map(({ job }) => job);
  const scanned = await scanFiles(missed, { ...options, bytes });
  misses.forEach(({ job, index, stamp }, place) => {
    const result = scanned[place];
    if (!result) return;
    results[index] = result;
    if (stamp) cache.add(job, result, stamp, now);
  });
  return results;
}

/** What the cache knows, each at its job's place, and the jobs it does not. */
function recall(
  jobs: readonly ScanJob[],
  cache: ScanCache,
  onStamp: CachedScanOptions['onStamp'],
): { results: ScanResult[]; misses: Miss[] } {
  const results: ScanResult[] = [];
  const misses: Miss[] = [];
  jobs.forEach((job, index) => {
    const stamp = fileStamp(job.file);
    onStamp?.(job.file, stamp);
    const found = stamp && cache.find(job, stamp);
    if (found) results[index] = found;
    else misses.push({ job, index, stamp });
  });
  return { results, misses };
}
