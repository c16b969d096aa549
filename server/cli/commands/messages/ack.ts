import { actingAgentNeeded } from '../../actingAgent.ts';
import { type Command, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export const command: Command = {
  name: 'messages ack',
  summary: 'Acknowledge a message: its reader has read it',
  usage: 'messages ack <message> [options]',
  details: 'Acknowledging it again changes nothing. Exit code 2: no such message, or it is for others.',
  options: {
    agent: { type: 'string', placeholder: 'agent', description: 'Who has read it (default: SWARM_ACTOR)' },
    json: { type: 'boolean', description: 'Print the message of the API as JSON' },
  },
  async run(args, io) {
    const [message, ...others] = args.positionals;
    if (message === undefined || others.length > 0)
      throw new CommandError('messages ack: name one message by its id; swarm messages list shows them.');
    const agent = await actingAgentNeeded(args.values['agent'], io, 'messages ack');
    const service = await findService(io.cwd);
    const read = await callService(service, 'acknowledgeMessage', { params: { message }, body: { agent } });
    io.stdout.write(
      replyText(args.values, read, `${plain(`${agent} has read ${read.id}: ${read.subject}`)}\n`),
    );
    return 0;
  },
};
