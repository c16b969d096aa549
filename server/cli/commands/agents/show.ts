import { agentText } from '../../agents/agentText.ts';
import { findAgent } from '../../agents/findAgent.ts';
import { type Command, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { findService } from '../../serviceConnection.ts';

export const command: Command = {
  name: 'agents show',
  summary: 'Show all that is known of an agent, with the evidence',
  usage: 'agents show <agent> [options]',
  options: { json: { type: 'boolean', description: 'Print the row of the API as JSON' } },
  async run({ positionals, values }, io) {
    const [named, ...others] = positionals;
    if (named === undefined || others.length > 0) throw new CommandError('agents show: name one agent.');
    const agent = await findAgent(await findService(io.cwd), named);
    io.stdout.write(replyText(values, agent, agentText(agent)));
    return 0;
  },
};
