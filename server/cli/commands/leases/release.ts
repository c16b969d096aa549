import type { Command } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';
import { leaseArgument } from './leaseText.ts';

export const command: Command = {
  name: 'leases release',
  summary: 'Give back what is held',
  usage: 'leases release <lease> [options]',
  details:
    'Without --agent it is taken away from whoever holds it, which takes an operator. The next one who waits gets it.',
  options: {
    agent: { type: 'string', placeholder: 'agent', description: 'Release it only where this agent holds it' },
    reason: { type: 'string', placeholder: 'reason', description: 'Why; the history keeps it' },
    json: { type: 'boolean', description: 'Print the lease as it was' },
  },
  async run(args, { cwd, stdout }) {
    const lease = leaseArgument(args, 'leases release');
    const { agent, reason } = args.values;
    const body = {
      ...(typeof agent === 'string' ? { holder: agent } : {}),
      ...(typeof reason === 'string' ? { reason } : {}),
    };
    const released = await callService(await findService(cwd), 'releaseLease', { params: { lease }, body });
    stdout.write(
      replyText(
        args.values,
        released,
        `${plain(`${released.holder} holds ${released.subject} no longer.`)}\n`,
      ),
    );
    return 0;
  },
};
