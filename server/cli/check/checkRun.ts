import path from 'node:path';
import type { Finding } from '../../analysis/finding.ts';
import type { CheckReport } from '../../protocol/checkReport.ts';
import { scanFiles } from '../../workspace/scan/parallelScan.ts';
import type { ScanCache } from '../../workspace/scan/scanCache.ts';
import type { ScanJob, ScanResult } from '../../workspace/scan/scannedFile.ts';
import { scanWithCache } from '../../workspace/scan/scanWithCache.ts';
import type { CheckTarget, SkippedTarget } from './checkTargets.ts';
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
  /** Undefined: every file is read. */
  readonly cache: ScanCache | undefined;
  /** Called now and then with the number of files begun. */
  readonly onProgress: (files: number) => void;
}

type Checked = Omit<CheckReport['summary'], 'milliseconds'>;

/** Scans the files and gives what they have, in the order of the targets. */
export async function runCheck(
  request: CheckRequest,
): Promise<{ readonly findings: CheckFinding[]; readonly summary: Checked }> {
  const { cwd, targets, cache, onProgress } = request;
  const jobs = targets.map(({ file, languageId, settings }): ScanJob => ({ file, languageId, settings }));
  const scanned = cache
    ? await scanWithCache(jobs, cache, { onProgress })
    : await scanFiles(jobs, { bytes: assumedBytes * jobs.length, onProgress });
  cache?.save();
  const results = resultsInRepositories(scanned, jobs, request);
  return collect(results, request, (file) => path.relative(cwd, file).replaceAll(path.sep, '/') || '.');
}

/** Of a source file, where asking each for its size would only cost time. */
const assumedBytes = 8_000;

function collect(
  results: readonly ScanResult[],
  { targets, skipped }: CheckRequest,
  shown: (file: string) => string,
): { readonly findings: CheckFinding[]; readonly summary: Checked } {
  const findings: CheckFinding[] = [];
  const notChecked = skipped.map(({ file, why }) => ({ path: shown(file), why }));
  let files = 0;
  let lines = 0;
  targets.forEach(({ file }, index) => {
    const result = results[index];
    if (result === undefined) return;
    const shownPath = shown(file);
    if ('why' in result) {
      notChecked.push({ path: shownPath, why: result.why });
      return;
    }
    files++;
    lines += result.lines;
    for (const why of result.failures) notChecked.push({ path: shownPath, why });
    for (const finding of result.findings) findings.push(checkFinding(shownPath, finding));
  });
  return { findings, summary: { files, lines, ...counts(findings), skipped: notChecked } };
}

function checkFinding(shownPath: string, { rule, severity, message, range, data }: Finding): CheckFinding {
  return { path: shownPath, rule, severity, message, range, data: { ...data } };
}

function counts(
  findings: readonly CheckFinding[],
): Pick<Checked, 'findings' | 'minor' | 'major' | 'critical'> {
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    findings: findings.length,
    minor: count('minor'),
    major: count('major'),
    critical: count('critical'),
  };
}
