import { type Command, CommandError } from '../../command.ts';
import { wholeNumber } from '../../numberOption.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { textTable } from '../../table.ts';
import { messageColumns } from './messageText.ts';

const defaultLimit = 200;

export const command: Command = {
  name: 'messages list',
  summary: 'List messages, of one agent where it is named',
  usage: 'messages list [options]',
  details:
    'Unread ones are listed with the most urgent first, others in the order they were sent.\nExit code 2: no service runs for this repository.',
  options: {
    agent: { type: 'string', placeholder: 'agent', description: 'Only what is for this agent' },
    unread: { type: 'boolean', description: 'Only what is not acknowledged, and not expired' },
    limit: {
      type: 'string',
      placeholder: '1-1000',
      description: `Of more the newest, or most urgent, ones (default ${defaultLimit})`,
    },
    json: { type: 'boolean', description: 'Print the messages of the API as JSON' },
  },
  async run(args, { cwd, stdout }) {
    const { positionals, values } = args;
    if (positionals.length > 0) throw new CommandError('messages list: takes no arguments.');
    const limit = wholeNumber(args, 'messages list', 'limit', [1, 1000]) ?? defaultLimit;
    const agent = typeof values['agent'] === 'string' ? { agent: values['agent'] } : {};
    const query = { state: values['unread'] === true ? 'unread' : 'all', limit, ...agent } as const;
    const messages = await callService(await findService(cwd), 'readMessages', { query });
    stdout.write(replyText(values, messages, textTable(messageColumns, messages, 'There are no messages.')));
    return 0;
  },
};
