import type { PersonalToken } from '../../../protocol/tokens.ts';
import { type Command, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { type Column, textTable } from '../../table.ts';

const columns: readonly Column<PersonalToken>[] = [
  { title: 'TOKEN', text: ({ id }) => id },
  { title: 'ACTS AS', text: ({ name }) => name },
  { title: 'ROLE', text: ({ role }) => role },
  { title: 'STATE', text: ({ state }) => state },
  { title: 'ENDS', text: ({ expiresAt }) => expiresAt ?? 'never' },
  { title: 'MADE', text: ({ createdAt }) => createdAt },
  { title: 'BY', text: ({ createdBy }) => createdBy },
];

export const command: Command = {
  name: 'tokens list',
  summary: 'List tokens, without their secrets',
  usage: 'tokens list [options]',
  details: 'Exit code 2: no service runs for this repository.',
  options: { json: { type: 'boolean', description: 'Print the tokens as JSON' } },
  async run({ positionals, values }, { cwd, stdout }) {
    if (positionals.length > 0) throw new CommandError('tokens list: takes no arguments.');
    const tokens = await callService(await findService(cwd), 'tokens');
    stdout.write(
      replyText(
        values,
        tokens,
        textTable(columns, tokens, 'There are no personal tokens; `swarm tokens create <name>` makes one.'),
      ),
    );
    return 0;
  },
};
