import type { Contract } from '../../../protocol/contracts.ts';
import type { LedgerEntry, Posting } from '../../../protocol/ledger.ts';
import type { Task } from '../../../protocol/tasks.ts';
import { type Command, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { type Column, plain, textTable } from '../../table.ts';

const tasks: readonly Column<Task>[] = [
  { title: 'TASK', text: ({ task }) => task },
  { title: 'POINTS', text: ({ points }) => String(points) },
  { title: 'STATE', text: ({ state }) => state },
  { title: 'STAGE', text: ({ stage }) => stage },
  { title: 'AGENT', text: ({ assignee }) => assignee ?? '-' },
  { title: 'TITLE', text: ({ title }) => title },
  { title: 'NOTE', text: ({ phantom, note }) => phantom ?? note ?? '' },
];
const accounts: readonly Column<Posting>[] = [
  { title: 'ACCOUNT', text: ({ account }) => account },
  { title: 'POINTS', text: ({ points }) => String(points) },
];
const entries: readonly Column<LedgerEntry>[] = [
  { title: 'ENTRY', text: ({ seq }) => String(seq) },
  { title: 'TIME', text: ({ time }) => time.slice(0, 16) },
  { title: 'WHAT', text: ({ type }) => type },
  { title: 'POSTINGS', text: ({ postings }) => postings.map(posting).join(', ') },
  { title: 'BY', text: ({ actor }) => actor },
  { title: 'REASON', text: ({ reason }) => reason ?? '' },
];
const shownEntries = 20;

export const command: Command = {
  name: 'contracts show',
  summary: 'Show a contract with its tasks, balances and last entries',
  usage: 'contracts show <contract> [options]',
  options: {
    json: { type: 'boolean', description: 'Print contract, tasks, balances and all entries as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    const [id, ...others] = positionals;
    if (id === undefined || others.length > 0) throw new CommandError('contracts show: name one contract.');
    const shown = await read(id, cwd);
    stdout.write(replyText(values, shown, textOf(shown)));
    return 0;
  },
};

interface ShownContract {
  readonly contract: Contract;
  readonly tasks: readonly Task[];
  readonly balances: readonly Posting[];
  readonly entries: readonly LedgerEntry[];
}

async function read(id: string, cwd: string): Promise<ShownContract> {
  const service = await findService(cwd);
  const contract = (await callService(service, 'listContracts')).find((one) => one.id === id);
  if (!contract) throw new CommandError(`there is no contract ${id}; swarm contracts list shows them.`);
  const params = { contract: id };
  const { accounts: balances } = await callService(service, 'contractBalances', { params });
  const all = await callService(service, 'listTasks');
  return {
    contract,
    tasks: all.filter((task) => task.contract === id),
    balances,
    entries: await allEntries((after) =>
      callService(service, 'contractEntries', { params, query: { after, limit: 1000 } }),
    ),
  };
}

async function allEntries(page: (after: number) => Promise<LedgerEntry[]>): Promise<LedgerEntry[]> {
  const found: LedgerEntry[] = [];
  for (;;) {
    const next = await page(found.at(-1)?.seq ?? 0);
    found.push(...next);
    if (next.length < 1000) return found;
  }
}

function textOf({ contract, tasks: rows, balances, entries: all }: ShownContract): string {
  const { id, title, total, credited, held, remaining, source, deadline, closed, problem } = contract;
  const facts = [
    `${id}: ${title}`,
    `${credited} of ${total} points credited, ${held} held, ${remaining} free; from ${source}`,
    ...(deadline === null ? [] : [`due by ${deadline}`]),
    ...(closed === null ? [] : [`closed: ${closed}`]),
    ...(problem === null ? [] : [problem]),
  ];
  const parts = [
    `${facts.map(plain).join('\n')}\n`,
    textTable(tasks, rows, 'It has no tasks.'),
    textTable(accounts, balances, 'Nothing was credited or held yet.'),
    textTable(entries, all.slice(-shownEntries), 'Its journal has no entry yet.'),
  ];
  return parts.join('\n');
}

function posting({ account, points }: Posting): string {
  return `${account} ${points > 0 ? '+' : ''}${points}`;
}
