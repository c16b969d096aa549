import * as z from 'zod';
import { many } from '../../../infrastructure/sentence.ts';
import { ApiError } from '../../../protocol/apiClient.ts';
import { type Command, CommandError, type CommandOutput } from '../../command.ts';
import { jsonText, replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain } from '../../table.ts';

export const command: Command = {
  name: 'branches delete',
  summary: 'Delete a branch; what is not merged has to be confirmed',
  usage: 'branches delete <name> [options]',
  details:
    'Deleted branches can be restored for 30 days: swarm branches restore.\nExit code 1: refused, because work that is not merged would go; 2: could not be done.',
  options: {
    confirm: {
      type: 'string',
      placeholder: 'commit',
      description: 'Full id of its last commit: delete it with its unmerged work',
    },
    json: { type: 'boolean', description: 'Print what was deleted, or the problem, as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    const [name] = positionals;
    if (name === undefined || positionals.length > 1)
      throw new CommandError('branches delete: name one branch.');
    const confirm = typeof values['confirm'] === 'string' ? { confirm: values['confirm'] } : {};
    const json = values['json'] === true;
    try {
      const deleted = await callService(await findService(cwd), 'deleteBranch', {
        body: { name, ...confirm },
      });
      const text = `Deleted ${name}. Until ${deleted.restorableUntil.slice(0, 10)}: swarm branches restore ${name}`;
      stdout.write(replyText(values, deleted, `${plain(text)}\n`));
      return 0;
    } catch (error) {
      if (!(error instanceof ApiError) || error.problem.code !== 'unmerged-work') throw error;
      if (json) stdout.write(jsonText(error.problem));
      else writeLost(stdout, name, error);
      return 1;
    }
  },
};

const lostSchema = z.object({
  commit: z.string(),
  count: z.number(),
  commits: z.array(z.object({ commit: z.string(), author: z.string(), subject: z.string() })),
});

function writeLost(stdout: CommandOutput, name: string, { problem, message }: ApiError): void {
  const lost = lostSchema.safeParse(problem.data).data;
  if (!lost) throw new CommandError(message);
  const { commit, count, commits } = lost;
  const more = count - commits.length;
  const lines = [
    `${name} was not deleted: ${many(count, 'commit')} would go that nothing else has merged:`,
    ...commits.map((one) => `  ${one.commit.slice(0, 10)} ${one.author}: ${one.subject}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
    'To delete it all the same:',
    `  swarm branches delete ${name} --confirm ${commit}`,
  ];
  stdout.write(`${lines.map(plain).join('\n')}\n`);
}
