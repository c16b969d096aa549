import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkPush, checkTransaction } from '../../infrastructure/branches/hooks/hookCheck.ts';
import { openRepository, type Repository } from '../../infrastructure/git/repository.ts';
import { ownerName } from '../../infrastructure/service/ownerName.ts';
import { type Command, CommandError } from '../command.ts';
import { readWorkTreeConfiguration } from '../readPolicy.ts';
import { plain } from '../table.ts';

const checks = { 'pre-push': checkPush, 'reference-transaction': checkTransaction } as const;

export const command: Command = {
  name: 'hook',
  summary: 'Answer a git hook; the hooks that are installed call this',
  usage: 'hook <pre-push|reference-transaction>',
  details:
    'Reads what git gives the hook from standard input. Exit code 1: a rule of swarm.json refuses it.\nThe rules are read from the repository itself: neither the service nor a network is needed.',
  options: {},
  async run({ positionals }, { cwd, env, stderr }) {
    const [name, ...others] = positionals;
    if ((name !== 'pre-push' && name !== 'reference-transaction') || others.length > 0)
      throw new CommandError('hook: name pre-push or reference-transaction.');
    const repository = await repositoryOfHook(cwd);
    const workTree = await readWorkTreeConfiguration(repository);
    const ground = { repository, workTree, actor: env['SWARM_ACTOR'] || ownerName() };
    const sentences = await checks[name](ground, readFileSync(0, 'utf8'));
    for (const sentence of sentences) stderr.write(`swarm: ${plain(sentence)}\n`);
    return sentences.length === 0 ? 0 : 1;
  },
};

/** Git runs the hooks of a push into this repository in its own folder. */
function repositoryOfHook(cwd: string): Promise<Repository> {
  return openRepository(cwd).catch(() => openRepository(path.dirname(cwd)));
}
