import type { SimpleGit } from 'simple-git';
import { answerOf } from './gitClient.ts';

/** The branch that the others are compared with. */
export interface BaseBranch {
  readonly name: string;
  readonly commit: string;
}

/** The base, or the sentence why there is none. */
export type FoundBase = { readonly base: BaseBranch } | { readonly base: undefined; readonly why: string };

const usualNames = ['main', 'master'];
const remoteHead = 'refs/remotes/origin/HEAD';

/** The configured base, else the remote's default branch (the local one of that name first), else main or master. */
export async function findBase(git: SimpleGit, configured: string | undefined): Promise<FoundBase> {
  if (configured !== undefined) {
    const base = named(await readHeads(git, [configured]), [configured]);
    return base
      ? { base }
      : { base: undefined, why: `swarm.json names the base ${configured}, which is not here` };
  }
  const base = await usualBase(git);
  return base
    ? { base }
    : { base: undefined, why: 'there is no base branch: no main, no master, no remote default' };
}

async function usualBase(git: SimpleGit): Promise<BaseBranch | undefined> {
  const heads = await readHeads(git, usualNames, [remoteHead]);
  const remote = heads.get(remoteHead)?.target.replace(/^refs\/remotes\//, '');
  if (remote === undefined || remote === '') return named(heads, usualNames);
  const candidates = [remote.replace(/^origin\//, ''), remote];
  // Nearly always the default is called as usual, and one process has read it all.
  const all = usualNames.includes(candidates[0] ?? '') ? heads : await readHeads(git, candidates);
  return named(all, candidates) ?? named(heads, usualNames);
}

interface Head {
  readonly commit: string;
  /** What a symbolic ref stands for; empty where it is none. */
  readonly target: string;
}

/** The refs of branches with these names, local and of remotes, by one process. */
async function readHeads(
  git: SimpleGit,
  names: readonly string[],
  others: readonly string[] = [],
): Promise<ReadonlyMap<string, Head>> {
  const refs = [...names.flatMap(refsOf), ...others];
  const format = '--format=%(refname)%00%(objectname)%00%(symref)';
  const text = await answerOf(git.raw(['for-each-ref', format, ...refs]));
  const heads = new Map<string, Head>();
  for (const line of text.split('\n')) {
    const [ref = '', commit = '', target = ''] = line.split('\0');
    // A name is a pattern here: what it matches besides itself is another branch.
    if (refs.includes(ref)) heads.set(ref, { commit, target });
  }
  return heads;
}

const refsOf = (name: string) => [`refs/heads/${name}`, `refs/remotes/${name}`];

function named(heads: ReadonlyMap<string, Head>, names: readonly string[]): BaseBranch | undefined {
  for (const name of names)
    for (const ref of refsOf(name)) {
      const commit = heads.get(ref)?.commit;
      if (commit !== undefined) return { name, commit };
    }
  return undefined;
}
