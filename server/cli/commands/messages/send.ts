import { type Command, CommandError } from '../../command.ts';
import { priorityOf, priorityOption } from '../../priorityOption.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { addressOf, messageText } from './messageText.ts';

export const command: Command = {
  name: 'messages send',
  summary: 'Send a message to an agent, a role, a team or all',
  usage: 'messages send <to> <subject> [options]',
  details:
    '<to> is an agent, role:<role>, team:<team> or all. Who acts (SWARM_ACTOR, or the token) is the sender.\nExit code 2: nobody has that address, or no service runs for this repository.',
  options: {
    text: { type: 'string', placeholder: 'text', description: 'What is said beyond the subject' },
    priority: priorityOption,
    from: {
      type: 'string',
      placeholder: 'name',
      description: 'The sender, where it is another than who acts',
    },
    json: { type: 'boolean', description: 'Print the message of the API as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    const [to, subject, ...others] = positionals;
    if (to === undefined || subject === undefined || others.length > 0)
      throw new CommandError(
        'messages send: say to whom and one subject: messages send Agent-3 "Tests are red".',
      );
    const from = typeof values['from'] === 'string' ? { from: values['from'] } : {};
    const text = typeof values['text'] === 'string' ? values['text'] : '';
    const body = { to: addressOf(to), subject, text, priority: priorityOf(values, 'messages send'), ...from };
    const message = await callService(await findService(cwd), 'sendMessage', { body });
    stdout.write(replyText(values, message, messageText(message)));
    return 0;
  },
};
