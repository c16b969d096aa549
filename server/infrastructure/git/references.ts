import type { SimpleGit } from 'simple-git';
import type { Branch } from '../../protocol/branches.ts';

/** A local branch and its last commit. */
export interface BranchReference {
  readonly name: string;
  readonly commit: string;
  /** ISO 8601 in UTC. */
  readonly committedAt: string;
  readonly author: string;
  readonly subject: string;
  /** Checked out in the work tree. */
  readonly current: boolean;
  /** The branch of a remote that it follows, as of the last fetch. */
  readonly upstream: Branch['upstream'];
}

const fields = [
  '%(refname:lstrip=2)',
  '%(objectname)',
  '%(committerdate:unix)',
  '%(authorname)',
  '%(HEAD)',
  '%(upstream:short)',
  '%(upstream:track,nobracket)',
  '%(contents:subject)',
];

/**
 * A branch that keeps git from having one of this name: refs are paths, so `a` and `a/b` exclude each other.
 * @param name a valid name of a branch, so that it is no pattern
 */
export async function obstructingBranch(git: SimpleGit, name: string): Promise<string | undefined> {
  const parts = name.split('/');
  const above = parts.slice(1).map((_, index) => parts.slice(0, index + 1).join('/'));
  const patterns = [...above, `${name}/`].map((one) => `refs/heads/${one}`);
  const text = await git.raw(['for-each-ref', '--format=%(refname:lstrip=2)', ...patterns]);
  return text.split('\n').find((found) => above.includes(found) || found.startsWith(`${name}/`));
}

/** All local branches in git's order, by one process. */
export async function listBranches(git: SimpleGit): Promise<BranchReference[]> {
  const text = await git.raw(['for-each-ref', `--format=${fields.join('%00')}`, 'refs/heads']);
  return text.split('\n').flatMap((line) => {
    const [name, commit, seconds, author, head, upstream, track, subject] = line.split('\0');
    if (name === undefined || commit === undefined || subject === undefined) return [];
    const committedAt = new Date(Number(seconds) * 1000);
    return [
      {
        name,
        commit,
        committedAt: Number.isNaN(committedAt.getTime())
          ? new Date(0).toISOString()
          : committedAt.toISOString(),
        author: author ?? '',
        subject,
        current: head === '*',
        upstream: upstreamOf(upstream ?? '', track ?? ''),
      },
    ];
  });
}

/** @param track `ahead 1, behind 2`, `gone`, or nothing where both are equal */
function upstreamOf(name: string, track: string): Branch['upstream'] {
  if (name === '') return null;
  const count = (side: string) => Number(new RegExp(`${side} (\\d+)`).exec(track)?.[1] ?? 0);
  return { name, ahead: count('ahead'), behind: count('behind'), gone: track === 'gone' };
}
