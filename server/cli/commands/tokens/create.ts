import { type Command, CommandError } from '../../command.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

const usualDays = 90;
const longestDays = 3650;

export const command: Command = {
  name: 'tokens create',
  summary: 'Make a token; its secret is printed once',
  usage: 'tokens create <name> [options]',
  details:
    'Who has the token sets SWARM_TOKEN to it and then acts as <name>, whatever else is said. SWARM_ADDRESS names the service where its file cannot be read.\nOnly the owner of the machine makes tokens: SWARM_TOKEN must not be set.',
  options: {
    expires: {
      type: 'string',
      placeholder: 'days',
      description: `Days until it ends, or "never" (default: ${usualDays})`,
    },
    json: { type: 'boolean', description: 'Print the token with its secret as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout, stderr }) {
    const [name] = positionals;
    if (name === undefined || positionals.length > 1)
      throw new CommandError('tokens create: name the one person or agent that it is for.');
    const body = { name, ...expiry(values['expires']) };
    const made = await callService(await findService(cwd), 'createToken', { body });
    if (values['json'] === true) {
      stdout.write(`${JSON.stringify(made, null, 2)}\n`);
      return 0;
    }
    const end = made.expiresAt === null ? 'does not end' : `ends ${made.expiresAt.slice(0, 10)}`;
    stderr.write(
      `${plain(`Token ${made.id} for ${made.name} ${end}. This is the only time its secret is shown; who has it acts as ${made.name}:`)}\n`,
    );
    stdout.write(`${made.token}\n`);
    return 0;
  },
};

function expiry(given: unknown): { days?: number } {
  if (given === 'never') return {};
  if (given === undefined) return { days: usualDays };
  const days = /^\d{1,4}$/.test(String(given)) ? Number(given) : 0;
  if (days >= 1 && days <= longestDays) return { days };
  throw new CommandError(
    `tokens create: --expires is a number of days from 1 to ${longestDays}, or "never".`,
  );
}
