import type { SimpleGit } from 'simple-git';
import { answerOf } from './gitClient.ts';
import { resolveCommit } from './revision.ts';

/** The branch that the others are compared with. */
export interface BaseBranch {
  readonly name: string;
  readonly commit: string;
}

/** The base, or the sentence why there is none. */
export type FoundBase = { readonly base: BaseBranch } | { readonly base: undefined; readonly why: string };

/** The configured base, else the remote's default branch (the local one of that name first), else main or master. */
export async function findBase(git: SimpleGit, configured: string | undefined): Promise<FoundBase> {
  if (configured !== undefined) {
    const base = await named(git, [configured]);
    return base
      ? { base }
      : { base: undefined, why: `swarm.json names the base ${configured}, which is not here` };
  }
  const remote = await answerOf(git.raw(['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']));
  const remoteName = remote.trim();
  const candidates = remoteName === '' ? [] : [remoteName.replace(/^origin\//, ''), remoteName];
  const base = await named(git, [...candidates, 'main', 'master']);
  return base
    ? { base }
    : { base: undefined, why: 'there is no base branch: no main, no master, no remote default' };
}

async function named(git: SimpleGit, names: readonly string[]): Promise<BaseBranch | undefined> {
  for (const name of names) {
    const commit =
      (await resolveCommit(git, `refs/heads/${name}`)) ?? (await resolveCommit(git, `refs/remotes/${name}`));
    if (commit !== undefined) return { name, commit };
  }
  return undefined;
}
