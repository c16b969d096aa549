import { type Command, CommandError } from '../../command.ts';
import { wholeNumber } from '../../numberOption.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';
import { deadlineOf, deadlineOption } from './deadlineOption.ts';

const most = 999_999_999;

export const command: Command = {
  name: 'contracts create',
  summary: 'Create a contract with a budget of points',
  usage: 'contracts create <contract> --points <points> [options]',
  options: {
    points: { type: 'string', placeholder: 'points', description: 'Budget: no more is ever credited' },
    title: { type: 'string', placeholder: 'title', description: 'What it is about (default: its id)' },
    deadline: deadlineOption,
    party: {
      type: 'string',
      multiple: true,
      placeholder: 'name',
      description: 'Agent or team that may claim its tasks (default: everybody)',
    },
    json: { type: 'boolean', description: 'Print the contract of the API as JSON' },
  },
  async run(args, { cwd, stdout }) {
    const [id, ...others] = args.positionals;
    if (id === undefined || others.length > 0)
      throw new CommandError('contracts create: name one contract, such as C-12.');
    const total = wholeNumber(args, 'contracts create', 'points', [1, most]);
    if (total === undefined) throw new CommandError('contracts create: say its budget with --points.');
    const { title, party } = args.values;
    const parties = Array.isArray(party) ? party.map(String) : [];
    const body = {
      id,
      title: typeof title === 'string' ? title : id,
      total,
      parties,
      ...deadlineOf(args, 'contracts create'),
    };
    const made = await callService(await findService(cwd), 'createContract', { body });
    const text = plain(`Contract ${made.id} has ${made.total} points: ${made.title}`);
    stdout.write(replyText(args.values, made, `${text}\n`));
    return 0;
  },
};
