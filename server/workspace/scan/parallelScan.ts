import type { StampedResult } from './flatResults.ts';
import type { ScanJob } from './scannedFile.ts';
import { scanShare } from './scanShare.ts';
import { ScanThreads } from './scanThreads.ts';
import { sharedJobs } from './sharedJobs.ts';

/** How a scan is done; what it gives is always the same. */
export interface ScanOptions {
  /** Called now and then with the number of files begun. */
  readonly onProgress?: (files: number) => void;
  /** Those that help; they may run already. */
  readonly threads?: ScanThreads;
}

/** Scans files on this thread and, where that is worth it, on others; results are in the order of the jobs. */
export async function scanFiles(
  jobs: readonly ScanJob[],
  { onProgress, threads = new ScanThreads() }: ScanOptions = {},
): Promise<StampedResult[]> {
  if (jobs.length === 0) return [];
  const shared = sharedJobs(jobs);
  threads.startFor(jobs.length);
  threads.share(shared);
  const own = scanShare(shared, (taken, meanBytes) => {
    onProgress?.(taken);
    // How large the files are shows when some of them were read.
    if (meanBytes > 0) threads.startFor(jobs.length - taken, meanBytes);
  });
  const results: StampedResult[] = [];
  for (const { indices, results: found } of [own, ...(await threads.answers())])
    indices.forEach((index, place) => {
      const result = found[place];
      if (result) results[index] = result;
    });
  return results;
}
