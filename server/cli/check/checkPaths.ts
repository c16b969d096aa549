import type { Finding } from '../../analysis/finding.ts';
import type { CheckReport } from '../../protocol/checkReport.ts';
import { type FileAccess, plainFiles } from '../../workspace/inputs/fileAccess.ts';
import type { InputLog } from '../../workspace/inputs/inputLog.ts';
import { repositoryRoot } from '../../workspace/repositoryRoot.ts';
import { ScanThreads } from '../../workspace/scan/scanThreads.ts';
import type { CommandIo } from '../command.ts';
import { plain } from '../table.ts';
import { checkCache } from '../targets/checkCache.ts';
import { CheckTargets } from '../targets/checkTargets.ts';
import { applyBaseline, type BaselineRequest } from './baseline/applyBaseline.ts';
import { OnlyChanged } from './changed/onlyChanged.ts';
import { type Checked, type CheckFinding, type CheckRequest, runCheck } from './checkRun.ts';
import { Progress } from './progress.ts';
import { sourceFindings } from './sourceFindings.ts';

/** What is checked, and against what. */
export interface CheckOptions {
  readonly paths: readonly string[];
  readonly cached: boolean;
  /** Revision that changes are counted from, empty for the base branch; undefined to check everything. */
  readonly changedSince: string | undefined;
  readonly baseline: Pick<BaselineRequest, 'file' | 'write'>;
  /** Only findings of these are told; undefined for those of all. */
  readonly rules: ReadonlySet<string> | undefined;
  /** Whether it is said of each heavy import why it can or cannot be lazy. */
  readonly explained: boolean;
}

/**
 * Checks what the paths stand for.
 * @param log is told what the report depends on
 * @throws {CommandError} a path, a configuration, a baseline or a revision that cannot be used
 */
export async function checkPaths(options: CheckOptions, io: CommandIo, log?: InputLog): Promise<CheckReport> {
  const threads = new ScanThreads();
  try {
    return await checkWith(threads, options, io, log);
  } finally {
    threads.end();
  }
}

async function checkWith(
  threads: ScanThreads,
  options: CheckOptions,
  io: CommandIo,
  log: InputLog | undefined,
): Promise<CheckReport> {
  const started = performance.now();
  const access: FileAccess = log ?? plainFiles;
  // A check of some files would forget what is known of the others.
  const isWhole = options.changedSince === undefined;
  const cache = options.cached && isWhole ? checkCache(io, options.paths) : undefined;
  const readsAll = isWhole && (cache?.isEmpty ?? true);
  const targets = new CheckTargets(io.cwd, access, (files) => readsAll && threads.startFor(files));
  for (const each of options.paths) await targets.add(each);
  const changed = await onlyChanged(options.changedSince, io.cwd);
  const scanned = await scan(targets, { changed, cache, threads, log }, io);
  const ofSources = changed ? [] : sourceFindings(targets, io.cwd, access);
  const found = [...scanned.findings, ...ofSources];
  const { findings, summary: baseline } = applyBaseline(found, baselineRequest(options, targets, io, access));
  const report = reportOf(scanned, ofRules(findings, options), baseline, started);
  if (!options.explained) return report;
  const { explainFindings } = await import('./explainFindings.ts');
  const warn = (sentence: string) => io.stderr.write(`${plain(sentence)}\n`);
  return explainFindings(report, targets.files, { cwd: io.cwd, warn });
}

function baselineRequest(
  { baseline, changedSince }: CheckOptions,
  targets: CheckTargets,
  { cwd }: CommandIo,
  files: FileAccess,
): BaselineRequest {
  return {
    ...baseline,
    cwd,
    root: targets.repository ?? repositoryRoot(cwd, files) ?? cwd,
    isChecked: (file) => changedSince === undefined && targets.covers(file),
    files,
  };
}

function ofRules(findings: CheckFinding[], { rules }: CheckOptions): CheckFinding[] {
  return rules ? findings.filter(({ rule }) => rules.has(rule)) : findings;
}

function reportOf(
  { files, lines, skipped }: Checked,
  findings: CheckFinding[],
  baseline: CheckReport['summary']['baseline'],
  started: number,
): CheckReport {
  const milliseconds = Math.round(performance.now() - started);
  const summary = { files, lines, ...counts(findings), ...(baseline && { baseline }), skipped, milliseconds };
  return { version: 1, summary, findings };
}

async function onlyChanged(since: string | undefined, cwd: string): Promise<OnlyChanged | undefined> {
  if (since === undefined) return undefined;
  // With git come its client and what it needs.
  const { gitChanges } = await import('./changed/gitChanges.ts');
  return new OnlyChanged(await gitChanges(cwd, since === '' ? undefined : since));
}

type ScanOptions = Pick<CheckRequest, 'changed' | 'cache' | 'threads' | 'log'>;

async function scan(targets: CheckTargets, options: ScanOptions, io: CommandIo): Promise<Checked> {
  const { changed } = options;
  const progress = new Progress(io);
  try {
    return await runCheck({
      ...options,
      cwd: io.cwd,
      targets: changed
        ? targets.files.filter(({ file, context }) => changed.linesOf(file, context.root))
        : targets.files,
      skipped: targets.skipped,
      wholeRoots: changed ? new Set() : targets.wholeRoots,
      onProgress: (files) => progress.update(`Checked ${files} files…`),
    });
  } finally {
    progress.end();
  }
}

function counts(
  findings: readonly CheckFinding[],
): Pick<CheckReport['summary'], 'findings' | Finding['severity']> {
  const count = (severity: Finding['severity']) =>
    findings.filter((finding) => finding.severity === severity).length;
  return {
    findings: findings.length,
    minor: count('minor'),
    major: count('major'),
    critical: count('critical'),
    hint: count('hint'),
  };
}
