import { findBase } from '../../../infrastructure/git/baseBranch.ts';
import { withoutForeignFilters } from '../../../infrastructure/git/foreignFilters.ts';
import { gitMessage } from '../../../infrastructure/git/gitClient.ts';
import { gitWithInput } from '../../../infrastructure/git/gitWithInput.ts';
import type { Repository } from '../../../infrastructure/git/repository.ts';
import { CommandError } from '../../command.ts';

const names = ['--name-only', '--no-renames', '--no-ext-diff', '--ignore-submodules', '-z'];

/** Paths that differ, deleted ones too: what is staged, or all since the present branch left its base. */
export async function changedPaths(repository: Repository, only: 'staged' | 'all'): Promise<string[]> {
  const environment = await withoutForeignFilters(repository.git);
  const run = async (...args: string[]) => {
    const { text, complaint, succeeded } = await gitWithInput(repository.workTree, args, '', environment);
    if (!succeeded)
      throw new CommandError(`leases who: git could not list changes: ${gitMessage(complaint)}.`);
    return text.split('\0').filter((file) => file !== '');
  };
  if (only === 'staged') return run('diff', '--cached', ...names, '--');
  const { base } = await findBase(repository.git, undefined);
  const from = base && (await repository.git.raw(['merge-base', base.commit, 'HEAD']).catch(() => '')).trim();
  const changed = await run('diff', ...names, from || 'HEAD', '--');
  return [...new Set([...changed, ...(await run('ls-files', '--others', '--exclude-standard', '-z'))])];
}
