import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Severity } from '../../analysis/finding.ts';
import { baselineFileName } from '../check/baseline/baseline.ts';
import { rulesNamed } from '../check/checkedRules.ts';
import { type CheckOptions, checkPaths } from '../check/checkPaths.ts';
import { checkRecording } from '../check/record/checkRecording.ts';
import { outputParts } from '../check/record/outputParts.ts';
import { isReportFormat, renderReport, reportFormats } from '../check/reportFormats.ts';
import { type Command, type CommandArguments, CommandError, type CommandIo } from '../command.ts';
import { skippedLine } from '../targets/skippedLine.ts';

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
    json: { type: 'boolean', description: 'Short for --format json' },
    explain: {
      type: 'boolean',
      description: 'Say of each heavy import why it can or cannot be lazy, and what stands in the way',
    },
    rule: {
      type: 'string',
      multiple: true,
      placeholder: 'rule',
      description: 'Tell only what this rule finds; may be given several times',
    },
    'fail-on': {
      type: 'string',
      placeholder: severities.join('|'),
      description: 'Least severity that makes the exit code 1 (default: minor)',
    },
    baseline: {
      type: 'string',
      placeholder: 'file',
      description: `Old violations to leave out (default: ${baselineFileName} at the root, if there is one)`,
    },
    'write-baseline': {
      type: 'string',
      optional: true,
      placeholder: 'file',
      description: 'Write what is found to the baseline; one there is can only shrink',
    },
    changed: {
      type: 'string',
      optional: true,
      placeholder: 'base',
      description: 'Tell only what lies on lines that changed since the base (default: the base branch)',
    },
    'no-cache': {
      type: 'boolean',
      description: 'Read every file, also those that have not changed since the last check',
    },
  },
  details: [
    'Without paths the current folder is checked. Limits, heavy modules and exclusions come from the swarm.json at',
    "the repository's root. In folders, what .gitignore names is left out, and .git, node_modules and virtual",
    'environments always are; a file named as an argument is checked even where .gitignore names it. What swarm.json',
    'excludes is never checked.',
    'Limits also come from ESLint, pylint, Ruff, flake8, a v2_rules.yaml and a registry of exemptions, where there are any.',
    'A baseline holds old violations: they are not told while they are no more than there; new and larger ones are.',
    'Files that changed are those in commits since the base, uncommitted and untracked ones.',
    'What a file gave is kept in the cache folder of the user until the file, the configuration or swarm changes.',
    'Files that cannot be read are told on stderr and do not change the exit code.',
  ].join('\n'),
  run: check,
};

async function check(args: CommandArguments, io: CommandIo): Promise<number> {
  const { values } = args;
  const format = values['format'] ?? (values['json'] === true ? 'json' : 'text');
  if (!isReportFormat(format))
    throw new CommandError(`check: there is no format ${format}. Use ${reportFormats.join(', ')}.`);
  const failOn = severities.indexOf(oneOfSeverities(values['fail-on'] ?? 'minor'));
  const options = checkOptions(args, io.cwd);
  const recording = checkRecording(io, options);
  const report = await checkPaths(options, io, recording?.log);
  const stderr = report.summary.skipped.map(skippedLine).join('');
  const stdout = await renderReport(report, format, io);
  io.stderr.write(stderr);
  io.stdout.write(stdout);
  const failed = report.findings.some(({ severity }) => severities.indexOf(severity) >= failOn);
  const code = failed ? 1 : 0;
  recording?.keep({ code, stderr, stdout: outputParts(stdout, report) });
  return code;
}

function checkOptions({ values, positionals }: CommandArguments, cwd: string): CheckOptions {
  const paths = [...positionals];
  let changedSince = text(values['changed']);
  // `--changed main`: the first word is the base where there is nothing of that name to check.
  if (changedSince === '' && paths[0] && !existsSync(path.resolve(cwd, paths[0])))
    changedSince = paths.shift();
  const written = text(values['write-baseline']);
  if (written !== undefined && changedSince !== undefined)
    throw new CommandError('check: --write-baseline needs everything checked; leave --changed out.');
  const named = values['rule'];
  const rules = Array.isArray(named) ? rulesNamed(named.map(String)) : undefined;
  if (written !== undefined && rules)
    throw new CommandError('check: --write-baseline needs what every rule finds; leave --rule out.');
  return {
    rules,
    paths: paths.length === 0 ? ['.'] : paths,
    cached: values['no-cache'] !== true,
    changedSince,
    explained: values['explain'] === true,
    baseline: { file: written || text(values['baseline']), write: written !== undefined },
  };
}

function text(value: CommandArguments['values'][string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function oneOfSeverities(given: unknown): Severity {
  const found = severities.find((severity) => severity === given);
  if (found) return found;
  throw new CommandError(`check: there is no severity ${given}. Use ${severities.join(', ')}.`);
}
