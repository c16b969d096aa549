import { type BranchDiff, maximumComparedFiles } from '../../protocol/branchContent.ts';
import type { BaseBranch } from '../git/baseBranch.ts';
import { changedFiles } from '../git/changedFiles.ts';
import { answerOf } from '../git/gitClient.ts';
import type { Repository } from '../git/repository.ts';
import { resolveCommit } from '../git/revision.ts';
import { Refusal } from '../refusal.ts';

/**
 * What a branch changed since it left the base; all of its files where they have no commit in common.
 * @throws {Refusal} `not-found`
 */
export async function branchDiff(
  { git }: Repository,
  branch: string,
  base: BaseBranch | undefined,
): Promise<BranchDiff> {
  if (!base) throw new Refusal('not-found', 'This repository has no base branch to compare with.');
  const to = await resolveCommit(git, `refs/heads/${branch}`);
  if (to === undefined) throw new Refusal('not-found', `There is no branch ${JSON.stringify(branch)}.`);
  const from = (await answerOf(git.raw(['merge-base', base.commit, to]))).trim() || null;
  const files = await changedFiles(git, from, to);
  return {
    branch,
    base: base.name,
    from,
    to,
    files: files.slice(0, maximumComparedFiles),
    omitted: Math.max(0, files.length - maximumComparedFiles),
  };
}
