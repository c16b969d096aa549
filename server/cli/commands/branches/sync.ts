import type { SyncOutcome } from '../../../protocol/branchSync.ts';
import { type Command, type CommandArguments, CommandError } from '../../command.ts';
import { replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { textTable } from '../../table.ts';

export const command: Command = {
  name: 'branches sync',
  summary: 'Bring branches up to date with the base, without a work tree',
  usage: 'branches sync [branch…] [options]',
  details:
    'Give branches or --team. How is what the team has under `sync` in swarm.json, else merge. A branch that a work tree\nholds stays as it is. A conflict that somebody has resolved before in any work tree, while git had\nrerere.enabled set, is resolved the same way. Exit code 1: some of them conflict or were refused.',
  options: {
    team: { type: 'string', placeholder: 'name', description: 'All branches of this team' },
    how: {
      type: 'string',
      placeholder: 'merge|rebase',
      description: 'Merge the base into them, or rebase them',
    },
    'dry-run': { type: 'boolean', short: 'n', description: 'Tell what would happen and move no branch' },
    json: { type: 'boolean', description: 'Print the outcomes of the API as JSON' },
  },
  async run(args, { cwd, stdout }) {
    const body = { ...whichOf(args), ...howOf(args), dryRun: args.values['dry-run'] === true };
    const outcomes = await callService(await findService(cwd), 'syncBranches', { body });
    stdout.write(replyText(args.values, outcomes, tableText(outcomes)));
    return outcomes.some(({ state }) => state === 'conflict' || state === 'refused') ? 1 : 0;
  },
};

function whichOf({ positionals, values }: CommandArguments): { team: string } | { branches: string[] } {
  const { team } = values;
  if ((typeof team === 'string') === positionals.length > 0)
    throw new CommandError('branches sync: give branches, or a team with --team.');
  return typeof team === 'string' ? { team } : { branches: [...positionals] };
}

function howOf({ values }: CommandArguments): { how?: 'merge' | 'rebase' } {
  const { how } = values;
  if (how === undefined) return {};
  if (how !== 'merge' && how !== 'rebase')
    throw new CommandError('branches sync: --how takes merge or rebase.');
  return { how };
}

function tableText(outcomes: readonly SyncOutcome[]): string {
  return textTable(
    [
      { title: 'BRANCH', text: ({ name }) => name },
      { title: 'OUTCOME', text: ({ state }) => state },
      { title: 'WHY', text: ({ why }) => why },
    ],
    outcomes,
    'The team has no branches.',
  );
}
