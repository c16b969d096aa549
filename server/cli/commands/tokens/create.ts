import { type AccessRole, accessRole } from '../../../protocol/accessRole.ts';
import { type Command, type CommandArguments, CommandError } from '../../command.ts';
import { jsonText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

const usualDays = 90;
const longestDays = 3650;
const roles = accessRole.options;

export const command: Command = {
  name: 'tokens create',
  summary: 'Make a token; its secret is printed once',
  usage: 'tokens create <name> [options]',
  details: [
    'Who has the token sets SWARM_TOKEN to it and then acts as <name>, whatever else is said. SWARM_ADDRESS names the service where its file cannot be read.',
    'A viewer reads. An agent reports, takes leases and tasks, and writes messages, all as itself alone. An operator also',
    'works with branches, slots, contracts and points. A captain also makes tokens and lets programs run.',
    'Making tokens takes a captain: SWARM_TOKEN is not set then, or holds the token of one.',
  ].join('\n'),
  options: {
    role: {
      type: 'string',
      placeholder: 'role',
      description: `What it lets its holder do: ${roles.join(', ')} (default: operator)`,
    },
    agent: {
      type: 'string',
      placeholder: 'agent',
      description: 'Id of the agent that a token with the role agent is for, in place of a name',
    },
    expires: {
      type: 'string',
      placeholder: 'days',
      description: `Days until it ends, or "never" (default: ${usualDays})`,
    },
    json: { type: 'boolean', description: 'Print the token with its secret as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout, stderr }) {
    const body = { ...holder(positionals, values), ...expiry(values['expires']) };
    const made = await callService(await findService(cwd), 'createToken', { body });
    if (values['json'] === true) {
      stdout.write(jsonText(made));
      return 0;
    }
    const end = made.expiresAt === null ? 'does not end' : `ends ${made.expiresAt.slice(0, 10)}`;
    stderr.write(
      `${plain(`Token ${made.id} for ${made.name} (${made.role}) ${end}. This is the only time its secret is shown; who has it acts as ${made.name}:`)}\n`,
    );
    stdout.write(`${made.token}\n`);
    return 0;
  },
};

/** Whom it is for and what it lets them do; `--agent` alone says both. */
function holder(
  positionals: readonly string[],
  values: CommandArguments['values'],
): { name: string; role?: AccessRole } {
  const agent = textOf(values['agent']);
  const [name = agent] = positionals;
  if (name === undefined || positionals.length > 1)
    throw new CommandError('tokens create: name the one person or agent that it is for.');
  const asked = textOf(values['role']) ?? (agent === undefined ? undefined : 'agent');
  const role = roles.find((each) => each === asked);
  if (asked !== undefined && role === undefined)
    throw new CommandError(`tokens create: --role is one of ${roles.join(', ')}.`);
  if (agent !== undefined && (role !== 'agent' || name !== agent))
    throw new CommandError('tokens create: a token for --agent has the role agent and no other name.');
  return role === undefined ? { name } : { name, role };
}

function textOf(value: CommandArguments['values'][string]): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function expiry(given: unknown): { days?: number } {
  if (given === 'never') return {};
  if (given === undefined) return { days: usualDays };
  const days = /^\d{1,4}$/.test(String(given)) ? Number(given) : 0;
  if (days >= 1 && days <= longestDays) return { days };
  throw new CommandError(
    `tokens create: --expires is a number of days from 1 to ${longestDays}, or "never".`,
  );
}
