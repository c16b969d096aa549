import type { Slot } from '../../protocol/slots.ts';
import { type Command, CommandError, type CommandIo } from '../command.ts';
import { listCommand, type ResourceList } from '../resourceList.ts';
import { callService, findService } from '../serviceConnection.ts';
import { plain } from '../table.ts';

const list: ResourceList<'listSlots'> = {
  name: 'slots',
  summary: 'List deployment slots, what runs in them and where requests go',
  route: 'listSlots',
  none: 'swarm.json declares no slots.',
  columns: [
    { title: 'SLOT', text: ({ id }) => id },
    { title: 'STATE', text: ({ state }) => state },
    { title: 'INSTANCES', text: instancesText },
    { title: 'LIVE', text: liveText },
    { title: 'REVISION', text: ({ revision }) => revision ?? '-' },
    { title: 'URL', text: ({ url }) => url ?? '-' },
    { title: 'ADDRESS', text: ({ address }) => address ?? '-' },
    { title: 'SINCE', text: ({ since }) => since ?? '-' },
    { title: 'CHECKS', text: checksText },
    { title: 'RESERVED', text: reservationText },
    { title: 'PROBLEM', text: problemText },
  ],
};

const listing = listCommand(list);

/** `swarm slots`, which can also be written `swarm slots list`. */
export const command: Command = {
  ...listing,
  name: 'slots',
  usage: 'slots [list] [options]',
  details:
    'INSTANCES says how many of its programs are healthy. URL is where the slot itself serves (its first instance); ADDRESS stays the same for its environment and team, whichever slot is live.\nExit code 2: no service runs for this repository.',
  async run({ positionals, values }, io) {
    const [word, ...others] = positionals;
    if (others.length > 0 || (word !== undefined && word !== 'list'))
      throw new CommandError(
        'slots: takes no arguments. See swarm deploy, swarm switch and swarm rollback for what changes slots.',
      );
    const code = await listing.run({ values, positionals: [] }, io);
    if (values['json'] !== true) await tellSource(io);
    return code;
  },
};

/** How many of those that are to stay are healthy. */
function instancesText({ instances }: Slot): string {
  const wanted = instances.filter(({ state }) => state !== 'stopping');
  if (wanted.length === 0) return '-';
  return `${wanted.filter(({ state }) => state === 'healthy').length}/${wanted.length}`;
}

/** Slots may be there although the work tree says nothing of them. */
async function tellSource(io: CommandIo): Promise<void> {
  const { configurationFrom } = await callService(await findService(io.cwd), 'service');
  if (configurationFrom === null) return;
  io.stderr.write(`The work tree has no swarm.json: that of ${plain(configurationFrom)} counts.\n`);
}

function liveText({ live, traffic, warmUntil }: Slot): string {
  if (live) return traffic === null || traffic.share === 100 ? 'live' : `live ${traffic.share} %`;
  if (traffic !== null && traffic.share > 0) return `${traffic.share} %`;
  return warmUntil === null ? '' : 'warm';
}

function reservationText({ reservation }: Slot): string {
  return reservation === null ? '' : `by ${reservation.by} until ${reservation.until}: ${reservation.reason}`;
}

/** How many of the health checks pass. */
function checksText({ checks }: Slot): string {
  return checks.length === 0 ? '-' : `${checks.filter(({ passing }) => passing).length}/${checks.length}`;
}

/** With the beginning of the answer that was bad. */
function problemText({ problem, failedCheck }: Slot): string {
  const body = failedCheck?.body.replace(/\s+/g, ' ').trim().slice(0, 120) ?? '';
  return `${problem ?? ''}${body === '' || problem === null ? '' : ` (${body})`}`;
}
