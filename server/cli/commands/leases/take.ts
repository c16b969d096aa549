import type { LeaseKind } from '../../../protocol/leases.ts';
import { actingAgentNeeded } from '../../actingAgent.ts';
import { type Command, type CommandArguments, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { leaseLine, secondsOption } from './leaseText.ts';

export const command: Command = {
  name: 'leases take',
  summary: 'Hold files, a task or a resource',
  usage: 'leases take [globs…] [options]',
  details: [
    'Globs are relative to the repository: src/auth/**, docs/*.md, package.json. A name at the end stands for everything below it.',
    'It ends after that much silence of the agent; its heartbeats renew it. Taking it again renews it, too.',
    'Exit code 1: it waits in line. Exit code 2: another agent holds what overlaps.',
  ].join('\n'),
  options: {
    task: { type: 'string', placeholder: 'contract/task', description: 'Hold a task instead of files' },
    resource: {
      type: 'string',
      placeholder: 'kind:name',
      description: 'Hold what is no file: port:5432, database:orders, cache:redis, stash',
    },
    agent: { type: 'string', placeholder: 'agent', description: 'Who holds it (default: SWARM_ACTOR)' },
    for: { type: 'string', placeholder: 'time', description: 'Silence after which it ends: 30m, 2h' },
    wait: { type: 'boolean', description: 'Wait in line where another agent holds it' },
    reason: { type: 'string', placeholder: 'reason', description: 'What for; everybody sees it' },
    json: { type: 'boolean', description: 'Print the lease of the API as JSON' },
  },
  async run(args, io) {
    const { values } = args;
    const seconds = secondsOption(args, 'leases take');
    const reason = typeof values['reason'] === 'string' ? values['reason'] : undefined;
    const holder = await actingAgentNeeded(values['agent'], io, 'leases take');
    const body = { ...target(args), holder, seconds, reason, wait: values['wait'] === true };
    const lease = await callService(await findService(io.cwd), 'takeLease', { body });
    io.stdout.write(replyText(values, lease, `${leaseLine(lease)}.\n`));
    return lease.state === 'held' ? 0 : 1;
  },
};

function target({ positionals, values }: CommandArguments): { kind: LeaseKind; subject: string | string[] } {
  const { task, resource } = values;
  const asked = [positionals.length > 0, task !== undefined, resource !== undefined].filter(Boolean);
  if (asked.length !== 1)
    throw new CommandError(
      'leases take: name files by globs, or a task by --task, or a resource by --resource.',
    );
  if (typeof task === 'string') return { kind: 'task', subject: task };
  if (typeof resource === 'string') return { kind: 'resource', subject: resource };
  return { kind: 'paths', subject: [...positionals] };
}
