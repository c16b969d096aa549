import { type Command, type CommandArguments, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export const command: Command = {
  name: 'branches create',
  summary: "Create a branch from a team's template or by name, with a work tree on request",
  usage: 'branches create <team> <topic> | --name <branch> [options]',
  details: 'The work tree you are in is not touched.',
  options: {
    name: { type: 'string', placeholder: 'branch', description: 'Full name, instead of team and topic' },
    from: { type: 'string', placeholder: 'revision', description: 'Where it starts (default: the base)' },
    worktree: {
      type: 'string',
      optional: true,
      placeholder: 'path',
      description: 'Check it out in a work tree of its own, beside the repository or at the path',
    },
    json: { type: 'boolean', description: 'Print the row of the API as JSON' },
  },
  async run(args, { cwd, stdout }) {
    const { from, worktree } = args.values;
    const body = {
      ...whichOf(args),
      ...(typeof from === 'string' ? { from } : {}),
      ...(typeof worktree === 'string' ? { worktree: worktree === '' ? (true as const) : worktree } : {}),
    };
    const row = await callService(await findService(cwd), 'createBranch', { body });
    const where = row.worktree === null ? '' : ` in ${row.worktree.path}`;
    const text = plain(`Created ${row.name} at ${row.commit.slice(0, 10)}${where}.`);
    stdout.write(replyText(args.values, row, `${text}\n`));
    return 0;
  },
};

function whichOf({
  positionals,
  values,
}: CommandArguments): { team: string; topic: string } | { name: string } {
  const [team, topic, ...more] = positionals;
  const { name } = values;
  if (typeof name === 'string' && team === undefined) return { name };
  if (name !== undefined || team === undefined || topic === undefined || more.length > 0)
    throw new CommandError('branches create: give a team and a topic, or a name with --name.');
  return { team, topic };
}
