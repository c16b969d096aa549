import type { FetchedRemote } from '../../../protocol/branchRemote.ts';
import type { Repository } from '../../git/repository.ts';

/** The branches of a remote as of the last fetch, with their commits by name. */
export async function trackedBranches({ git }: Repository, remote: string): Promise<Map<string, string>> {
  const prefix = `refs/remotes/${remote}/`;
  const text = await git.raw(['for-each-ref', '--format=%(objectname) %(refname)', prefix]);
  const branches = text.split('\n').flatMap((line): [string, string][] => {
    const [commit = '', ref = ''] = line.split(' ');
    const name = ref.slice(prefix.length);
    return name === '' || name === 'HEAD' ? [] : [[name, commit]];
  });
  return new Map(branches);
}

/** What is different between two readings. */
export function movedBranches(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): FetchedRemote['moved'] {
  const names = [...new Set([...before.keys(), ...after.keys()])].sort();
  return names
    .filter((name) => before.get(name) !== after.get(name))
    .map((name) => ({ name, from: before.get(name) ?? null, to: after.get(name) ?? null }));
}
