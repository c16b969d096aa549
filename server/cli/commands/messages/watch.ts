import { setTimeout as delay } from 'node:timers/promises';
import { actingAgentNeeded } from '../../actingAgent.ts';
import { patientService } from '../../askService.ts';
import { type Command, CommandError } from '../../command.ts';
import { callService } from '../../serviceConnection.ts';
import { messageText } from './messageText.ts';

const askAgainMilliseconds = 500;
const limit = 1000;

export const command: Command = {
  name: 'messages watch',
  summary: 'Print unread messages of an agent as they arrive',
  usage: 'messages watch [options]',
  details:
    'It goes on until Ctrl-C, also where the service is away for a while. Printing acknowledges nothing: `swarm messages ack` does.',
  options: {
    agent: { type: 'string', placeholder: 'agent', description: 'Whose (default: SWARM_ACTOR)' },
    json: { type: 'boolean', description: 'Print each message as a line of JSON' },
  },
  async run(args, io) {
    if (args.positionals.length > 0) throw new CommandError('messages watch: takes no arguments.');
    const agent = await actingAgentNeeded(args.values['agent'], io, 'messages watch');
    const signal = io.interrupted?.();
    const ask = patientService(io.cwd);
    let shown = new Set<string>();
    while (signal?.aborted !== true) {
      const query = { agent, state: 'unread', limit } as const;
      const unread = await ask((service) => callService(service, 'readMessages', { query }));
      for (const message of unread.filter(({ id }) => !shown.has(id)))
        io.stdout.write(args.values['json'] === true ? `${JSON.stringify(message)}\n` : messageText(message));
      shown = new Set(unread.map(({ id }) => id));
      await delay(askAgainMilliseconds, undefined, { signal }).catch(() => {});
    }
    return 0;
  },
};
