import type { SimpleGit } from 'simple-git';
import { answerOf } from './gitClient.ts';

/** The commit a branch, tag or commit name stands for; undefined where it stands for none. */
export async function resolveCommit(git: SimpleGit, revision: string): Promise<string | undefined> {
  const asked = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`];
  const answer = await answerOf(git.raw(asked));
  const commit = answer.trim();
  return /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(commit) ? commit : undefined;
}
