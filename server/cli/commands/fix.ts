import type { Finding } from '../../analysis/finding.ts';
import { explainImport } from '../../analysis/laziness/explainImport.ts';
import type { FixReport } from '../../protocol/fixReport.ts';
import { Progress } from '../check/progress.ts';
import { type Command, type CommandArguments, CommandError, type CommandIo } from '../command.ts';
import { fixCandidates } from '../fix/fixCandidates.ts';
import { FixRepositories } from '../fix/fixRepositories.ts';
import { FixRun } from '../fix/fixRun.ts';
import { fixSummary, textFixReport } from '../fix/textFixReport.ts';
import { jsonText } from '../reply.ts';
import { plain } from '../table.ts';
import { CheckTargets } from '../targets/checkTargets.ts';
import { skippedLine } from '../targets/skippedLine.ts';

/** Rules whose findings can be fixed. */
const fixable = ['heavy-import'];

export const command: Command = {
  name: 'fix',
  summary: 'Make heavy imports lazy where that is proven safe',
  usage: 'fix [paths…] [options]',
  options: {
    'dry-run': { type: 'boolean', description: 'Write nothing; print what would change as a unified diff' },
    unsafe: { type: 'boolean', description: 'Make fixes too that may change what the code does' },
    rule: {
      type: 'string',
      multiple: true,
      placeholder: fixable.join('|'),
      description: 'Fix findings of this rule only; may be given several times',
    },
    json: { type: 'boolean', description: 'Print a report as JSON' },
  },
  details: [
    'Without paths the current folder is fixed; the same files are looked at as by swarm check. Each file is replaced',
    'in one step and keeps its encoding, line endings and mode; every byte outside of a fix stays as it is. Files with',
    'syntax errors, files that change meanwhile and links that lead out of the repository are never written.',
    'Exit codes: 0 done, or nothing to fix; 1 a dry run that would change something, or a file to fix that could not be written;',
    '2 error.',
  ].join('\n'),
  run: fix,
};

async function fix({ values, positionals }: CommandArguments, io: CommandIo): Promise<number> {
  const wanted = wantedRules(values['rule']);
  const paths = positionals.length === 0 ? ['.'] : positionals;
  const targets = new CheckTargets(io.cwd);
  for (const path of paths) await targets.add(path);
  const concerns = ({ rule }: Finding) => wanted.includes(rule);
  const progress = new Progress(io);
  const onProgress = (files: number) => progress.update(`Looked at ${files} files…`);
  const candidates = await fixCandidates({ targets, paths, concerns, onProgress }, io);
  const repositories = new FixRepositories(
    (sentence) => io.stderr.write(`${plain(sentence)}\n`),
    candidates.imports,
  );
  const run = new FixRun({
    cwd: io.cwd,
    dryRun: values['dry-run'] === true,
    unsafe: values['unsafe'] === true,
    concerns,
    explain: explainImport,
    repositories,
  });
  for (const skipped of targets.skipped) run.skip(skipped);
  for (const [index, target] of (await repositories.inOrder(candidates.files)).entries()) {
    progress.update(`Fixed ${index} of ${candidates.files.length} files…`);
    await run.fix(target);
  }
  progress.end();
  print(run.report, values['json'] === true, io);
  return exitCode(run.report);
}

function wantedRules(given: unknown): readonly string[] {
  if (!Array.isArray(given)) return fixable;
  const unknown = given.find((rule) => !fixable.includes(rule));
  if (unknown !== undefined)
    throw new CommandError(`fix: there is no fix for a rule ${unknown}. Use ${fixable.join(', ')}.`);
  return given;
}

function print(report: FixReport, asJson: boolean, { stdout, stderr }: CommandIo): void {
  if (asJson) {
    stdout.write(jsonText(report));
    return;
  }
  for (const skipped of report.skipped) stderr.write(skippedLine(skipped));
  stdout.write(textFixReport(report));
  // What a dry run prints may be piped into `git apply`.
  (report.dryRun ? stderr : stdout).write(fixSummary(report));
}

function exitCode({ dryRun, summary: { fixes, unwritten } }: FixReport): number {
  return (dryRun && fixes > 0) || unwritten > 0 ? 1 : 0;
}
