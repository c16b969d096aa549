import type { ScanJob } from './scannedFile.ts';
import { SharedQueue } from './sharedQueue.ts';

/** What files are scanned for alike. */
type JobKind = Omit<ScanJob, 'file'>;

/** Jobs in the form that crosses to another thread: what many files share stands there once. */
export interface SharedJobs {
  readonly files: readonly string[];
  /** Of each file, an index into `kinds`. */
  readonly kindOf: Int32Array;
  readonly kinds: readonly JobKind[];
  /** Of the `SharedQueue` of their indices. */
  readonly queue: SharedArrayBuffer;
}

/** The same jobs for several threads, with a queue that all of them take from. */
export function sharedJobs(jobs: readonly ScanJob[]): SharedJobs {
  const kinds: JobKind[] = [];
  const known = new Map<unknown, Map<string, number>>();
  const kindOf = Int32Array.from(jobs, ({ settings, languageId }) => {
    const ofSettings = known.get(settings) ?? new Map<string, number>();
    known.set(settings, ofSettings);
    const kind = ofSettings.get(languageId) ?? kinds.push({ settings, languageId }) - 1;
    ofSettings.set(languageId, kind);
    return kind;
  });
  return {
    files: jobs.map(({ file }) => file),
    kindOf,
    kinds,
    queue: new SharedQueue(jobs.length).memory,
  };
}
