import path from 'node:path';
import type { Finding } from '../../analysis/finding.ts';
import type { CheckReport } from '../../protocol/checkReport.ts';
import type { InputLog } from '../../workspace/inputs/inputLog.ts';
import type { StampedResult } from '../../workspace/scan/flatResults.ts';
import { scanFiles } from '../../workspace/scan/parallelScan.ts';
import type { ScanCache } from '../../workspace/scan/scanCache.ts';
import type { ScanJob, ScanResult } from '../../workspace/scan/scannedFile.ts';
import type { ScanThreads } from '../../workspace/scan/scanThreads.ts';
import { scanWithCache } from '../../workspace/scan/scanWithCache.ts';
import type { OnlyChanged } from './changed/onlyChanged.ts';
import type { CheckTarget, SkippedTarget } from './checkTargets.ts';
import { limitSource } from './limitSource.ts';
import { resultsInRepositories } from './resultsInRepositories.ts';

export type CheckFinding = CheckReport['findings'][number];

/** What is checked, and how. */
export interface CheckRequest {
  /** Folder that paths are shown relative to. */
  readonly cwd: string;
  readonly targets: readonly CheckTarget[];
  readonly skipped: readonly SkippedTarget[];
  /** Roots of the repositories whose files are all among the targets. */
  readonly wholeRoots: ReadonlySet<string>;
  /** Undefined: findings on lines that have not changed count too. */
  readonly changed: OnlyChanged | undefined;
  /** Undefined: every file is read. */
  readonly cache: ScanCache | undefined;
  /** What the result depends on is noted there; undefined where nobody will ask. */
  readonly log: InputLog | undefined;
  /** Called now and then with the number of files begun. */
  readonly onProgress: (files: number) => void;
  /** Those that help, where some were started already. */
  readonly threads?: ScanThreads;
}

/** What was read and found. */
export interface Checked extends Pick<CheckReport['summary'], 'files' | 'lines' | 'skipped'> {
  readonly findings: readonly CheckFinding[];
}

/** Scans the files and gives what they have, in the order of the targets. */
export async function runCheck(request: CheckRequest): Promise<Checked> {
  const { cwd } = request;
  const results = await scanTargets(request);
  return collect(results, request, (file) => path.relative(cwd, file).replaceAll(path.sep, '/') || '.');
}

/** What is scanned, and how. */
export type TargetScan = Pick<
  CheckRequest,
  'targets' | 'wholeRoots' | 'cache' | 'log' | 'onProgress' | 'threads'
>;

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

function collect(
  results: readonly ScanResult[],
  { targets, skipped, changed }: CheckRequest,
  shown: (file: string) => string,
): Checked {
  const findings: CheckFinding[] = [];
  const notChecked = skipped.map(({ file, why }) => ({ path: shown(file), why }));
  let files = 0;
  let lines = 0;
  targets.forEach((target, index) => {
    const result = results[index];
    if (result === undefined) return;
    if ('why' in result) {
      notChecked.push({ path: shown(target.file), why: result.why });
      return;
    }
    files++;
    lines += result.lines;
    for (const why of result.failures) notChecked.push({ path: shown(target.file), why });
    const found = changed ? changed.findings(target, result.findings) : result.findings;
    if (found.length === 0) return;
    const path = shown(target.file);
    for (const finding of found) findings.push(checkFinding(path, finding, limitSource(finding, target)));
  });
  return { findings, files, lines, skipped: notChecked };
}

/** A finding as it is reported. */
export function checkFinding(
  path: string,
  { rule, severity, message, range, data }: Finding,
  source?: CheckFinding['limitSource'],
): CheckFinding {
  return { path, rule, severity, message, range, data, ...(source && { limitSource: source }) };
}
