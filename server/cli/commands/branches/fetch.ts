import { type Command, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export const command: Command = {
  name: 'branches fetch',
  summary: 'Fetch the branches of a remote; no local branch moves',
  usage: 'branches fetch [remote] [options]',
  details:
    'The remote is what `branches.remote` of swarm.json says (default origin). Credentials are those of git itself.',
  options: { json: { type: 'boolean', description: 'Print what is new as JSON' } },
  async run({ positionals, values }, { cwd, stdout }) {
    const [remote, ...others] = positionals;
    if (others.length > 0) throw new CommandError('branches fetch: name one remote.');
    const body = remote === undefined ? {} : { remote };
    const fetched = await callService(await findService(cwd), 'fetchRemote', { body });
    const lines = fetched.moved.map(({ name, from, to }) => {
      if (to === null) return `${name} is gone.`;
      return from === null ? `${name} is new at ${to.slice(0, 10)}.` : `${name} moved to ${to.slice(0, 10)}.`;
    });
    const text = lines.length === 0 ? [`Nothing is new on ${fetched.remote}.`] : lines;
    stdout.write(replyText(values, fetched, `${text.map(plain).join('\n')}\n`));
    return 0;
  },
};
