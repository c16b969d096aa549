import type { Finding } from '../../analysis/finding.ts';
import type { CheckReport } from '../../protocol/checkReport.ts';
import { pathBelow } from '../../workspace/files/pathBelow.ts';
import type { ScanResult } from '../../workspace/scan/scannedFile.ts';
import type { SkippedTarget } from '../targets/checkTargets.ts';
import { scanTargets, type TargetScan } from '../targets/scanTargets.ts';
import type { OnlyChanged } from './changed/onlyChanged.ts';
import { limitSource } from './limitSource.ts';

export type CheckFinding = CheckReport['findings'][number];

/** What is checked, and how. */
export interface CheckRequest extends TargetScan {
  /** Folder that paths are shown relative to. */
  readonly cwd: string;
  readonly skipped: readonly SkippedTarget[];
  /** Undefined: findings on lines that have not changed count too. */
  readonly changed: OnlyChanged | undefined;
}

/** What was read and found. */
export interface Checked extends Pick<CheckReport['summary'], 'files' | 'lines' | 'skipped'> {
  readonly findings: readonly CheckFinding[];
}

/** Scans the files and gives what they have, in the order of the targets. */
export async function runCheck(request: CheckRequest): Promise<Checked> {
  const { cwd } = request;
  const results = await scanTargets(request);
  return collect(results, request, (file) => pathBelow(cwd, file) || '.');
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
