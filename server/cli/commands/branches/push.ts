import { type Command, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export const command: Command = {
  name: 'branches push',
  summary: 'Push a branch with a lease: refused where the remote has moved since it was fetched',
  usage: 'branches push <branch> [options]',
  details:
    'Nothing that others pushed meanwhile is ever replaced. Credentials are those of git itself; hooks of the repository do\nnot run, the rules under branches.protection of swarm.json hold.',
  options: {
    remote: {
      type: 'string',
      placeholder: 'name',
      description: 'Where to (default: branches.remote of swarm.json)',
    },
    force: {
      type: 'boolean',
      description: 'Replace fetched commits that the branch has no more, e.g. after a rebase',
    },
    json: { type: 'boolean', description: 'Print what was pushed as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    const [name, ...others] = positionals;
    if (name === undefined || others.length > 0) throw new CommandError('branches push: name one branch.');
    const remote = typeof values['remote'] === 'string' ? { remote: values['remote'] } : {};
    const body = { name, force: values['force'] === true, ...remote };
    const pushed = await callService(await findService(cwd), 'pushBranch', { body });
    const text = plain(`Pushed ${pushed.name} to ${pushed.remote}, which has ${pushed.to.slice(0, 10)} now.`);
    stdout.write(replyText(values, pushed, `${text}\n`));
    return 0;
  },
};
