import type { ApiAddress } from '../../../protocol/apiClient.ts';
import { type Command, CommandError } from '../../command.ts';
import { jsonText, replyText } from '../../reply.ts';
import { callService, findService } from '../../serviceConnection.ts';
import { plain, textTable } from '../../table.ts';

export const command: Command = {
  name: 'branches restore',
  summary: 'Bring a deleted branch back, or list those that can be',
  usage: 'branches restore [name] [options]',
  details: 'Without a name it lists the branches deleted in the last 30 days.',
  options: {
    as: { type: 'string', placeholder: 'name', description: 'Another name, where its own is taken' },
    deleted: {
      type: 'string',
      placeholder: 'time',
      description: 'Which deletion of that name, as listed (default: the last)',
    },
    json: { type: 'boolean', description: 'Print the rows of the API as JSON' },
  },
  async run({ positionals, values }, { cwd, stdout }) {
    const [name] = positionals;
    if (positionals.length > 1) throw new CommandError('branches restore: name one branch.');
    const service = await findService(cwd);
    const json = values['json'] === true;
    if (name === undefined) {
      stdout.write(await restorable(service, json));
      return 0;
    }
    const { as, deleted } = values;
    const body = {
      name,
      ...(typeof as === 'string' ? { as } : {}),
      ...(typeof deleted === 'string' ? { deletedAt: deleted } : {}),
    };
    const row = await callService(service, 'restoreBranch', { body });
    const text = `Restored ${plain(row.name)} at ${row.commit.slice(0, 10)}.`;
    stdout.write(replyText(values, row, `${text}\n`));
    return 0;
  },
};

async function restorable(service: ApiAddress, json: boolean): Promise<string> {
  const rows = await callService(service, 'restorableBranches');
  if (json) return jsonText(rows);
  return textTable(
    [
      { title: 'BRANCH', text: ({ name }) => name },
      { title: 'DELETED', text: ({ deletedAt }) => deletedAt },
      { title: 'RESTORABLE UNTIL', text: ({ restorableUntil }) => restorableUntil.slice(0, 10) },
      { title: 'LAST COMMIT', text: ({ commit, subject }) => `${commit.slice(0, 8)} ${subject}` },
    ],
    rows,
    'No branch was deleted by Swarm in the last 30 days.',
  );
}
