import { type Command, type CommandArguments, CommandError } from '../command.ts';
import { unlessRefused } from '../deployments/unlessRefused.ts';
import { replyText } from '../reply.ts';
import { callService, findService } from '../serviceConnection.ts';
import { findTraffic } from '../traffic/findTraffic.ts';
import { trafficText } from '../traffic/trafficText.ts';

export const command: Command = {
  name: 'switch',
  summary: 'Send the requests of a team to another slot',
  usage: 'switch <team> [environment] --slot <name> [options]',
  details:
    'The slot has to be healthy. What is under way ends on the slot where it began; that one is kept warm for a rollback.\nExit codes: 0 done, 1 refused, with the reason, and the requests go where they went, 2 error or no service.',
  options: {
    slot: { type: 'string', placeholder: 'name', description: 'The slot that gets the requests' },
    none: { type: 'boolean', description: 'Close the address instead: no slot gets requests' },
    percent: {
      type: 'string',
      placeholder: '1-99',
      description: 'Only this part of the requests; the live slot keeps the others',
    },
    reason: {
      type: 'string',
      placeholder: 'why',
      description: 'Recorded; asked for where an environment with gates or approvals is closed',
    },
    expected: {
      type: 'string',
      placeholder: 'slot',
      description: 'Refuse where another slot than this one is live by now',
    },
    json: { type: 'boolean', description: 'Print the traffic of the API as JSON' },
  },
  async run(args, io) {
    const [team, environment, ...others] = args.positionals;
    if (team === undefined || others.length > 0)
      throw new CommandError('switch: name a team and, where it has slots in several, the environment.');
    const body = { ...slotOf(args), ...percentOf(args), ...expectedOf(args), ...reasonOf(args) };
    const service = await findService(io.cwd);
    const found = await findTraffic(service, team, environment);
    const params = { environment: found.environment, team };
    return unlessRefused(io, async () => {
      const traffic = await callService(service, 'switchTraffic', { params, body });
      io.stdout.write(replyText(args.values, traffic, trafficText(traffic)));
      return 0;
    });
  },
};

function slotOf({ values }: CommandArguments): { slot: string | null } {
  const { slot, none } = values;
  if ((typeof slot === 'string') === (none === true))
    throw new CommandError('switch: give a slot with --slot, or --none to close the address.');
  return { slot: typeof slot === 'string' ? slot : null };
}

function percentOf({ values: { percent } }: CommandArguments): { percent?: number } {
  if (percent === undefined) return {};
  if (typeof percent === 'string' && /^[1-9]\d?$/.test(percent)) return { percent: Number(percent) };
  throw new CommandError('switch: --percent takes a whole number from 1 to 99.');
}

function reasonOf({ values: { reason } }: CommandArguments): { reason?: string } {
  return typeof reason === 'string' ? { reason } : {};
}

function expectedOf({ values: { expected } }: CommandArguments): { expected?: string } {
  return typeof expected === 'string' ? { expected } : {};
}
