import { many } from '../../../infrastructure/sentence.ts';
import type { ImportedContract, ImportReport } from '../../../protocol/reconciliation.ts';
import type { Command } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export const command: Command = {
  name: 'contracts import',
  summary: 'Take contracts and tasks that files declare into the ledger',
  usage: 'contracts import [contracts…] [options]',
  details:
    'Without --apply it only tells what it would do. Tasks enter as open tasks with the line that declares them; what a file says\nis completed is claimed for whom it names, and nothing is credited. What is in the ledger already stays as it is.\nExit codes: 0 done, 1 something was refused or left out, 2 no service runs for this repository.',
  options: {
    apply: { type: 'boolean', description: 'Do it' },
    json: { type: 'boolean', description: 'Print the report of the API as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    const contracts = positionals.length > 0 ? { contracts: [...positionals] } : {};
    const body = { dryRun: values['apply'] !== true, ...contracts };
    const report = await callService(await findService(cwd), 'importContracts', { body });
    stdout.write(replyText(values, report, text(report)));
    return report.contracts.some(({ problems }) => problems.length > 0) ? 1 : 0;
  },
};

const words: Readonly<Record<ImportedContract['action'], string>> = {
  open: 'enters the ledger',
  extend: 'is in the ledger and gets tasks',
  present: 'is in the ledger already',
  refused: 'is refused',
};

function text({ contracts, dryRun }: ImportReport): string {
  const lines = contracts.flatMap(contractLines);
  const tasks = contracts.reduce((sum, contract) => sum + contract.tasks.length, 0);
  const entering = contracts.filter(({ action }) => action === 'open').length;
  const end = `${many(entering, 'contract')} and ${many(tasks, 'task')} ${dryRun ? 'would be imported; --apply does it' : 'were imported'}.`;
  return `${[...lines, end].map(plain).join('\n')}\n`;
}

function contractLines({
  contract,
  title,
  total,
  source,
  action,
  tasks,
  problems,
  notes,
}: ImportedContract): string[] {
  return [
    `${contract} (${total} points, ${source}) ${words[action]}: ${title}`,
    ...tasks.map((task) => `  ${task.task}  ${task.points}  ${task.source}  ${task.title}${claimText(task)}`),
    ...notes.map((note) => `  ${note}`),
    ...problems.map((problem) => `  ! ${problem}`),
  ];
}

function claimText({ completed, claimedBy }: ImportedContract['tasks'][number]): string {
  if (!completed) return '';
  return claimedBy === null
    ? ' (said to be completed, by nobody named)'
    : ` (claimed by ${claimedBy}, said to be completed)`;
}
