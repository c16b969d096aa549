import type { BaseBranch } from '../git/baseBranch.ts';
import { mergedInto } from '../git/mergedPatches.ts';
import type { Repository } from '../git/repository.ts';
import type { UnmergedWork } from './decideDelete.ts';

const shownCommits = 50;

/**
 * Commits of a branch whose work the base has not; where there is no base, those that no other branch has.
 * @param scratch existing folder for what git writes to find out
 */
export async function unmergedWork(
  repository: Repository,
  branch: { readonly name: string; readonly commit: string },
  base: BaseBranch | undefined,
  scratch: string,
): Promise<UnmergedWork> {
  const { git } = repository;
  if (base) {
    const merged = await mergedInto(repository, base.commit, [branch.commit], scratch);
    if (merged.get(branch.commit) !== undefined) return { count: 0, commits: [], files: [] };
  }
  const others = base ? [base.commit] : [`--exclude=${branch.name}`, '--branches', '--remotes'];
  const range = [branch.commit, '--not', ...others];
  const format = '--format=%H%x00%an%x00%s';
  const [count, text, files] = await Promise.all([
    git.raw(['rev-list', '--count', ...range]),
    git.raw(['log', `--max-count=${shownCommits}`, format, ...range]),
    git.raw(['log', '-z', '--name-only', '--format=', ...range]),
  ]);
  return {
    count: Number(count),
    files: [...new Set(files.split('\0'))].filter((file) => file !== '').sort(),
    commits: text.split('\n').flatMap((line) => {
      const [commit = '', author = '', subject = ''] = line.split('\0');
      return commit === '' ? [] : [{ commit, author, subject }];
    }),
  };
}
