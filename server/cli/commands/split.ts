import { readFile } from 'node:fs/promises';
import { analyzeModule } from '../../analysis/analyze.ts';
import type { WorkspaceFacts } from '../../analysis/laziness/workspaceFacts.ts';
import { SourceModule } from '../../analysis/sourceModule.ts';
import { describeSplit } from '../../analysis/splitModule/describeSplit.ts';
import { planSplit } from '../../analysis/splitModule/planSplit.ts';
import type { SplitPlan } from '../../analysis/splitModule/splitPlan.ts';
import { exactText } from '../../workspace/files/exactText.ts';
import { RepositoryFacts } from '../../workspace/imports/repositoryFacts.ts';
import { splitContext } from '../../workspace/splitContext.ts';
import { type Command, type CommandArguments, CommandError, type CommandIo } from '../command.ts';
import { writeSplit } from '../split/writeSplit.ts';
import { type CheckTarget, CheckTargets } from '../targets/checkTargets.ts';

export const command: Command = {
  name: 'split',
  summary: 'Divide a file that is over its limit of lines',
  usage: 'split <file> [options]',
  options: {
    'dry-run': { type: 'boolean', description: 'Write nothing; print the resulting files and their sizes' },
  },
  details: [
    'What belongs together by the use of names goes to new files beside it; the file itself goes on exporting every name',
    'it had, so that who imports it needs no change. Only a file over its limit is divided, and only where every',
    'resulting file is within it. Python, JavaScript and TypeScript modules.',
    'Exit codes: 0 done; 1 a dry run that would divide; 2 it cannot be divided, with the reason.',
  ].join('\n'),
  run: split,
};

async function split({ values, positionals }: CommandArguments, io: CommandIo): Promise<number> {
  const [given, ...more] = positionals;
  if (given === undefined || more.length > 0) throw new CommandError('split: name one file.');
  const target = await targetOf(given, io.cwd);
  const { root } = target.context;
  const bytes = await readFile(target.file);
  const exact = exactText(bytes);
  if ('why' in exact) throw new CommandError(`${given}: ${exact.why}.`);
  const plan = await planOf(exact.text, target, given);
  const shown = describeSplit(plan)
    .map((line) => `${line}\n`)
    .join('');
  if (values['dry-run'] === true) {
    io.stdout.write(`Would be divided into:\n${shown}`);
    return 1;
  }
  await writeSplit({ root, file: target.file, bytes, bytesOf: exact.bytesOf }, plan);
  io.stdout.write(`Divided into:\n${shown}`);
  return 0;
}

async function targetOf(given: string, cwd: string): Promise<CheckTarget> {
  const targets = new CheckTargets(cwd);
  await targets.add(given);
  const [target, ...more] = targets.files;
  if (!target || more.length > 0) {
    const why = targets.skipped[0]?.why ?? 'it is a folder; name one file';
    throw new CommandError(`${given}: ${why}.`);
  }
  return target;
}

async function planOf(text: string, target: CheckTarget, given: string): Promise<SplitPlan> {
  const { file, languageId, settings, context } = target;
  const limit = analyzeModule(new SourceModule(text, languageId), settings).flatMap((finding) =>
    finding.rule === 'file-too-long' && finding.severity !== 'hint' ? [finding.data.limit] : [],
  )[0];
  if (limit === undefined) throw new CommandError(`${given} is within its limit of lines.`);
  const relative = context.pathOf(file);
  const plan = await planSplit(
    { text, path: relative, languageId },
    limit,
    await splitContext(context.root, relative, factsOf(target)),
  );
  if ('why' in plan) throw new CommandError(`${given} cannot be divided. ${plan.why}`);
  return plan;
}

/** What the other files say of a module of Python; in the other languages nobody else can change its names. */
function factsOf({ file, languageId, context: { root } }: CheckTarget): WorkspaceFacts | undefined {
  if (languageId !== 'python') return undefined;
  const repository = new RepositoryFacts(root);
  const [unread] = repository.unread;
  if (unread !== undefined)
    throw new CommandError(
      `${unread} cannot be read, so nobody knows which names of other files it replaces.`,
    );
  return repository.factsOf(file);
}
