import type { ConflictHunks } from '../../../protocol/conflicts.ts';
import { changedFiles } from '../../git/changedFiles.ts';
import { fileBlobs } from '../../git/fileBlobs.ts';
import type { MergePair } from '../../git/mergeTrees.ts';
import type { Repository } from '../../git/repository.ts';

type Sides = ConflictHunks['files'][number]['sides'];

/** Each file as both sides have it, under the names that it has there; side `a` is the pair's base. */
export async function conflictSides(
  { git, workTree }: Repository,
  { base, tip }: MergePair,
  paths: readonly string[],
): Promise<Sides[]> {
  const asked = [base, tip].flatMap((commit) => paths.map((path) => ({ commit, path })));
  const blobs = await fileBlobs(workTree, asked);
  const version = (path: string, blob: string | undefined) => (blob === undefined ? null : { path, blob });
  const sides = paths.map((path, index) => ({
    a: version(path, blobs[index]),
    b: version(path, blobs[paths.length + index]),
  }));
  if (sides.every(({ a, b }) => a && b)) return sides;
  const changes = await changedFiles(git, base, tip);
  // What only one side has under this name, the other may have under another.
  return sides.map(({ a, b }, index) => ({
    a: a ?? changes.find(({ after }) => after?.path === paths[index])?.before ?? null,
    b: b ?? changes.find(({ before }) => before?.path === paths[index])?.after ?? null,
  }));
}
