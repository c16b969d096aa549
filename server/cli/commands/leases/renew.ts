import { actingAgentNeeded } from '../../actingAgent.ts';
import type { Command } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { leaseArgument, leaseLine, secondsOption } from './leaseText.ts';

export const command: Command = {
  name: 'leases renew',
  summary: 'Hold something for longer',
  usage: 'leases renew <lease> [options]',
  details:
    'Heartbeats of the holder do that as well. Exit code 2: the lease has ended, or is another agent’s.',
  options: {
    agent: { type: 'string', placeholder: 'agent', description: 'Who holds it (default: SWARM_ACTOR)' },
    for: { type: 'string', placeholder: 'time', description: 'Silence after which it ends: 30m, 2h' },
    json: { type: 'boolean', description: 'Print the lease of the API as JSON' },
  },
  async run(args, io) {
    const lease = leaseArgument(args, 'leases renew');
    const body = {
      holder: await actingAgentNeeded(args.values['agent'], io, 'leases renew'),
      seconds: secondsOption(args, 'leases renew'),
    };
    const renewed = await callService(await findService(io.cwd), 'renewLease', { params: { lease }, body });
    io.stdout.write(replyText(args.values, renewed, `${leaseLine(renewed)}.\n`));
    return 0;
  },
};
