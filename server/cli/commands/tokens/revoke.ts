import { type Command, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export const command: Command = {
  name: 'tokens revoke',
  summary: 'End a token at once',
  usage: 'tokens revoke <token> [options]',
  details: '<token> is the id that swarm tokens list shows; the secret itself is not needed.',
  options: { json: { type: 'boolean', description: 'Print the token as JSON' } },
  async run({ positionals, values }, { cwd, stdout }) {
    const [token] = positionals;
    if (token === undefined || positionals.length > 1)
      throw new CommandError('tokens revoke: name one token by its id; swarm tokens list shows it.');
    if (!/^[0-9a-f]{12}$/.test(token))
      throw new CommandError('tokens revoke: that is no id of a token; swarm tokens list shows them.');
    const revoked = await callService(await findService(cwd), 'revokeToken', { params: { token } });
    stdout.write(
      replyText(values, revoked, `${plain(`Token ${revoked.id} of ${revoked.name} is revoked.`)}\n`),
    );
    return 0;
  },
};
