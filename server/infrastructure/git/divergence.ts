import type { SimpleGit } from 'simple-git';

/** Commits one side has and the other has not. */
export interface Divergence {
  readonly ahead: number;
  readonly behind: number;
}

/** How far a commit is from the base. Both are full object ids. */
export async function divergence(git: SimpleGit, base: string, tip: string): Promise<Divergence> {
  if (base === tip) return { ahead: 0, behind: 0 };
  const text = await git.raw(['rev-list', '--left-right', '--count', `${base}...${tip}`, '--']);
  const [behind, ahead] = text.trim().split(/\s+/).map(Number);
  return { ahead: ahead ?? 0, behind: behind ?? 0 };
}
