import { type Command, type CommandArguments, CommandError } from '../command.ts';
import { minutesOf } from '../deployments/minutesOf.ts';
import { slotCommand } from '../deployments/slotVerb.ts';
import { callService } from '../serviceConnection.ts';

export const command: Command = slotCommand({
  name: 'reserve',
  summary: 'Keep a slot for yourself for a while',
  asks: '--for <time> --reason <reason>',
  details:
    'Nobody else starts, stops or switches it until then, and no deployment of others chooses it. Two weeks at most.',
  options: {
    for: { type: 'string', placeholder: 'time', description: 'For how long: 30m, 2h, 1h30m, 3d' },
    reason: { type: 'string', placeholder: 'reason', description: 'What for; everybody sees it' },
  },
  prepare(args) {
    const body = { minutes: timeOf(args), reason: reasonOf(args) };
    return (service, { environment, team, slot }) =>
      callService(service, 'reserveSlot', { params: { environment, team, slot }, body });
  },
});

function timeOf({ values }: CommandArguments): number {
  const minutes = minutesOf(String(values['for'] ?? ''));
  if (minutes !== undefined) return minutes;
  throw new CommandError('reserve: say for how long with --for, such as 30m, 2h, 1h30m or 3d.');
}

function reasonOf({ values }: CommandArguments): string {
  const reason = String(values['reason'] ?? '').trim();
  if (reason !== '') return reason;
  throw new CommandError('reserve: say what for with --reason.');
}
