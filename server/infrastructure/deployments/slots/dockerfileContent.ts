import type { Repository } from '../../git/repository.ts';
import { Refusal } from '../../refusal.ts';

/**
 * Object id of the content a Dockerfile has in a commit.
 * @throws {Refusal} `no-deployment-configured` where the commit has no such file
 */
export async function dockerfileContent(
  { git }: Repository,
  commit: string,
  dockerfile: string,
): Promise<string> {
  const listed = await git.raw(['ls-tree', '--full-tree', '-z', commit, '--', dockerfile]).catch(() => '');
  const [, kind, objectId] = /^(\d{6}) blob ([0-9a-f]+)\t/.exec(listed) ?? [];
  // Only a file itself: what a link points to is not what its own content says.
  if (objectId !== undefined && kind?.startsWith('100')) return objectId;
  throw new Refusal(
    'no-deployment-configured',
    `Commit ${commit.slice(0, 10)} has no file ${dockerfile}, which swarm.json names as Dockerfile of the team.`,
    { dockerfile, commit },
  );
}
