import type { InputLog } from '../../workspace/inputs/inputLog.ts';
import type { StampedResult } from '../../workspace/scan/flatResults.ts';
import { scanFiles } from '../../workspace/scan/parallelScan.ts';
import type { ScanCache } from '../../workspace/scan/scanCache.ts';
import type { ScanJob, ScanResult } from '../../workspace/scan/scannedFile.ts';
import type { ScanThreads } from '../../workspace/scan/scanThreads.ts';
import { scanWithCache } from '../../workspace/scan/scanWithCache.ts';
import type { CheckTarget } from './checkTargets.ts';
import { resultsInRepositories } from './resultsInRepositories.ts';

/** What is scanned, and how. */
export interface TargetScan {
  readonly targets: readonly CheckTarget[];
  /** Roots of the repositories whose files are all among the targets. */
  readonly wholeRoots: ReadonlySet<string>;
  /** Undefined: every file is read. */
  readonly cache: ScanCache | undefined;
  /** What the result depends on is noted there; undefined where nobody will ask. */
  readonly log: InputLog | undefined;
  /** Called now and then with the number of files begun. */
  readonly onProgress: (files: number) => void;
  /** Those that help, where some were started already. */
  readonly threads?: ScanThreads;
}

/** What scanning the files gives, in the order of the targets, with what the other files of their repositories tell. */
export async function scanTargets(request: TargetScan): Promise<ScanResult[]> {
  const { targets, log } = request;
  const jobs = targets.map(({ file, languageId, settings }): ScanJob => ({ file, languageId, settings }));
  const scanned = await scan(jobs, request);
  for (const [index, { file }] of jobs.entries()) log?.add(file, scanned[index]?.stamp);
  const results = scanned.map(({ result }) => result);
  if (results.some(mayChange)) log?.giveUp();
  return resultsInRepositories(results, jobs, request);
}

async function scan(
  jobs: readonly ScanJob[],
  { cache, onProgress, threads }: TargetScan,
): Promise<StampedResult[]> {
  const options = { onProgress, ...(threads && { threads }) };
  if (!cache) return scanFiles(jobs, options);
  const scanned = await scanWithCache(jobs, cache, options);
  cache.save();
  return scanned;
}

/** Whether another scan may give something else though the file stays as it is. */
function mayChange(result: ScanResult): boolean {
  return 'why' in result ? result.mayPass === true : result.failures.length > 0;
}
