import { withoutForeignFilters } from './foreignFilters.ts';
import { gitMessage } from './gitClient.ts';
import { gitWithInput } from './gitWithInput.ts';
import type { Repository } from './repository.ts';

/**
 * Files of a work tree that differ from its head, with those git does not know. Nothing is run or written there: no
 * filter of the repository, and no git inside submodules, whose configuration is another one.
 * @throws {Error} where git cannot tell
 */
export async function dirtyFiles(repository: Repository, worktree: string): Promise<string[]> {
  const environment = await withoutForeignFilters(repository.git);
  const { text, complaint, succeeded } = await gitWithInput(
    worktree,
    ['status', '--porcelain=v1', '-z', '--no-renames', '--ignore-submodules=dirty'],
    '',
    environment,
  );
  if (!succeeded) throw new Error(gitMessage(complaint));
  return text
    .split('\0')
    .filter((record) => record !== '')
    .map((record) => record.slice(3));
}
