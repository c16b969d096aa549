import { changeRefs } from '../git/refTransaction.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';

/**
 * Moves a branch where it still stands where it stood, in one step; asked again after a crash it finds out how it went.
 * @returns `moved` where the branch is something else by now, and nothing was changed
 * @throws {Refusal} `git-failed` where git cannot write, e.g. because of a lock or a full disk
 */
export async function moveTarget(
  repository: Repository,
  target: string,
  from: string,
  to: string,
): Promise<'landed' | 'moved'> {
  const ref = `refs/heads/${target}`;
  try {
    await changeRefs(repository, [{ ref, from, to }], 'merge queue: land');
    return 'landed';
  } catch (error) {
    const { git } = repository;
    const now = await resolveCommit(git, ref);
    if (now === from) throw error;
    if (now === undefined) return 'moved';
    const lacking = await git.raw(['rev-list', '--count', `${now}..${to}`]);
    return lacking.trim() === '0' ? 'landed' : 'moved';
  }
}
