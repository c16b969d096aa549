import type { Snapshot } from '../../protocol/snapshot.ts';
import { type Command, CommandError } from '../command.ts';
import { replyText } from '../reply.ts';
import { callService, findService } from '../serviceConnection.ts';
import { plain } from '../table.ts';

const resources = ['teams', 'branches', 'slots', 'agents', 'contracts'] as const;

/** What `swarm status --json` prints. */
function statusReport(address: string, snapshot: Snapshot) {
  const counts = Object.fromEntries(resources.map((name) => [name, snapshot[name].length]));
  return {
    service: { address, ...snapshot.service },
    seq: snapshot.seq,
    counts,
    attention: snapshot.attention,
  };
}

function statusText(address: string, snapshot: Snapshot): string {
  const { service, attention } = snapshot;
  const counts = resources.map((name) => counted(snapshot[name].length, name)).join(', ');
  const lines = [
    `Service     ${address} (version ${service.version}, process ${service.pid})`,
    `Repository  ${service.repository} (${service.base === null ? 'no base branch' : `base ${service.base}`})`,
    `Has         ${counts}`,
    ...(service.configurationFrom === null
      ? []
      : [`swarm.json  that of ${service.configurationFrom}: the work tree has none`]),
    ...service.configuration.map(
      ({ line, column, message }) => `swarm.json  line ${line}, column ${column}: ${message}`,
    ),
    '',
    needs(attention.length),
    ...attention.map(({ resource, message }) => `  ${resource.padEnd(11)} ${message}`),
  ];
  return `${lines.map(plain).join('\n')}\n`;
}

const singular = { teams: 'team', branches: 'branch', slots: 'slot', agents: 'agent', contracts: 'contract' };

function counted(count: number, name: keyof typeof singular): string {
  return `${count} ${count === 1 ? singular[name] : name}`;
}

function needs(count: number): string {
  if (count === 0) return 'Nothing needs a human.';
  return count === 1 ? '1 thing needs a human:' : `${count} things need a human:`;
}

export const command: Command = {
  name: 'status',
  summary: 'Show what needs a human, and the service behind it',
  usage: 'status [options]',
  details: 'Exit code 2: no service runs for this repository.',
  options: { json: { type: 'boolean', description: 'Print JSON' } },
  async run(args, io) {
    if (args.positionals.length > 0) throw new CommandError('status: takes no arguments.');
    const api = await findService(io.cwd);
    const snapshot = await callService(api, 'snapshot');
    const text = replyText(
      args.values,
      statusReport(api.address, snapshot),
      statusText(api.address, snapshot),
    );
    io.stdout.write(text);
    return 0;
  },
};
