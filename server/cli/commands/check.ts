import type { Severity } from '../../analysis/finding.ts';
import type { CheckReport } from '../../protocol/checkReport.ts';
import { checkCache } from '../check/checkCache.ts';
import { runCheck } from '../check/checkRun.ts';
import { CheckTargets } from '../check/checkTargets.ts';
import { Progress } from '../check/progress.ts';
import { isReportFormat, renderReport, reportFormats } from '../check/reportFormats.ts';
import { type Command, type CommandArguments, CommandError, type CommandIo } from '../command.ts';

const severities: readonly Severity[] = ['minor', 'major', 'critical'];

export const command: Command = {
  name: 'check',
  summary: 'Check files against V2 limits and for heavy imports',
  usage: 'check [paths…] [options]',
  options: {
    format: {
      type: 'string',
      placeholder: reportFormats.join('|'),
      description: 'How findings are printed (default: text)',
    },
    'fail-on': {
      type: 'string',
      placeholder: severities.join('|'),
      description: 'Least severity that makes the exit code 1 (default: minor)',
    },
    'no-cache': {
      type: 'boolean',
      description: 'Read every file, also those that have not changed since the last check',
    },
  },
  details: [
    'Without paths the current folder is checked. Limits, heavy modules and exclusions come from the swarm.json at',
    "the repository's root. In folders, what .gitignore names is left out, and .git and node_modules always are; a file",
    'named as an argument is checked even where .gitignore names it. What swarm.json excludes is never checked.',
    'What a file gave is kept in the cache folder of the user until the file, the configuration or swarm changes.',
    'Files that cannot be read are told on stderr and do not change the exit code.',
  ].join('\n'),
  run: check,
};

async function check({ values, positionals }: CommandArguments, io: CommandIo): Promise<number> {
  const format = values['format'] ?? 'text';
  if (!isReportFormat(format))
    throw new CommandError(`check: there is no format ${format}. Use ${reportFormats.join(', ')}.`);
  const failOn = severities.indexOf(oneOfSeverities(values['fail-on'] ?? 'minor'));
  const report = await checkPaths(
    positionals.length === 0 ? ['.'] : positionals,
    values['no-cache'] !== true,
    io,
  );
  for (const { path, why } of report.summary.skipped) io.stderr.write(`${path}: skipped: ${why}\n`);
  io.stdout.write(await renderReport(report, format, io));
  return report.findings.some(({ severity }) => severities.indexOf(severity) >= failOn) ? 1 : 0;
}

async function checkPaths(paths: readonly string[], cached: boolean, io: CommandIo): Promise<CheckReport> {
  const started = performance.now();
  const targets = new CheckTargets(io.cwd);
  for (const path of paths) await targets.add(path);
  const progress = new Progress(io);
  try {
    const { findings, summary } = await runCheck({
      cwd: io.cwd,
      targets: targets.files,
      skipped: targets.skipped,
      wholeRoots: targets.wholeRoots,
      cache: cached ? checkCache(io, paths) : undefined,
      onProgress: (files) => progress.update(`Checked ${files} files…`),
    });
    const milliseconds = Math.round(performance.now() - started);
    return { version: 1, summary: { ...summary, milliseconds }, findings };
  } finally {
    progress.end();
  }
}

function oneOfSeverities(given: unknown): Severity {
  const found = severities.find((severity) => severity === given);
  if (found) return found;
  throw new CommandError(`check: there is no severity ${given}. Use ${severities.join(', ')}.`);
}
