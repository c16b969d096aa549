import type { Contract } from '../../../protocol/contracts.ts';
import { type Command, type CommandArguments, CommandError } from '../../command.ts';
import { wholeNumber } from '../../numberOption.ts';
import { jsonText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';
import { deadlineOf, deadlineOption } from './deadlineOption.ts';
import { reasonOf, reasonOption } from './taskCommand.ts';

const most = 999_999_999;

export const amend: Command = {
  name: 'contracts amend',
  summary: 'Change budget, title, deadline or parties of a contract',
  usage: 'contracts amend <contract> --reason <reason> [options]',
  options: {
    reason: reasonOption,
    points: { type: 'string', placeholder: 'points', description: 'The new budget' },
    title: { type: 'string', placeholder: 'title', description: 'The new title' },
    deadline: deadlineOption,
    party: {
      type: 'string',
      multiple: true,
      placeholder: 'name',
      description: 'Agent or team that may claim its tasks; all of them are named',
    },
    json: { type: 'boolean', description: 'Print the contract of the API as JSON' },
  },
  async run(args, { cwd, stdout }) {
    const params = contractParams('contracts amend', args);
    const { title, party } = args.values;
    const total = wholeNumber(args, 'contracts amend', 'points', [1, most]);
    const body = {
      reason: reasonOf(args, 'contracts amend'),
      ...(total === undefined ? {} : { total }),
      ...(typeof title === 'string' ? { title } : {}),
      ...(Array.isArray(party) ? { parties: party.map(String) } : {}),
      ...deadlineOf(args, 'contracts amend'),
    };
    const contract = await callService(await findService(cwd), 'amendContract', { params, body });
    stdout.write(contractText(contract, args));
    return 0;
  },
};

export const close = closing(
  'close',
  'Close a contract: nothing more is claimed or credited',
  'closeContract',
);
export const reopen = closing('reopen', 'Open a closed contract again', 'reopenContract');

function closing(verb: string, summary: string, route: 'closeContract' | 'reopenContract'): Command {
  const name = `contracts ${verb}`;
  return {
    name,
    summary,
    usage: `${name} <contract> --reason <reason> [options]`,
    options: {
      reason: reasonOption,
      json: { type: 'boolean', description: 'Print the contract of the API as JSON' },
    },
    async run(args, { cwd, stdout }) {
      const params = contractParams(name, args);
      const body = { reason: reasonOf(args, name) };
      stdout.write(contractText(await callService(await findService(cwd), route, { params, body }), args));
      return 0;
    },
  };
}

function contractParams(command: string, { positionals }: CommandArguments): { contract: string } {
  const [contract, ...others] = positionals;
  if (contract !== undefined && others.length === 0) return { contract };
  throw new CommandError(`${command}: name one contract; swarm contracts list shows them.`);
}

function contractText(contract: Contract, { values }: CommandArguments): string {
  if (values['json'] === true) return jsonText(contract);
  const { id, credited, total, held, closed, title } = contract;
  const end = closed === null ? '' : `, closed: ${closed}`;
  return `${plain(`${id}  ${credited} of ${total} points credited, ${held} held${end}  ${title}`)}\n`;
}
