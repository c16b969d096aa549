import { mkdtemp } from 'node:fs/promises';
import path from 'node:path';
import type { Branch } from '../../protocol/branches.ts';
import { mergeEnvironment } from './mergeEnvironment.ts';
import { type MergedTree, type MergePair, mergeTrees, ownName } from './mergeTrees.ts';
import type { Repository } from './repository.ts';
import { removeMerges } from './scratch.ts';

export type MergeOutcome = Branch['conflict'];

/** What git says of commits without a common one; it will always say so. */
export const unrelatedHistories = 'refusing to merge unrelated histories';

/**
 * Outcome of each merge, in order, without a work tree, an index or a new object in the repository: what the merges
 * write goes to a folder under `scratch` that is removed. That folder is the git folder of the merges, so that no
 * configuration of the repository, and none of its merge drivers, has a say; files with a driver merge as text.
 */
export async function forecastMerges(
  repository: Repository,
  pairs: readonly MergePair[],
  scratch: string,
): Promise<MergeOutcome[]> {
  const folder = await mkdtemp(path.join(scratch, 'merge-'));
  try {
    const environment = await mergeEnvironment(repository, folder, pairs[0]?.base ?? '');
    const outcomes: MergeOutcome[] = [];
    while (outcomes.length < pairs.length) {
      const rest = pairs.slice(outcomes.length);
      const { merges, failure } = await mergeTrees(repository, rest, environment);
      outcomes.push(...merges.map((merge, index) => outcomeOf(merge, rest[index])));
      // Git ends at the first pair it cannot merge at all; the pairs after it go to the next process.
      if (merges.length < rest.length) outcomes.push({ state: 'unknown', why: failure });
    }
    return outcomes;
  } finally {
    await removeMerges(folder);
  }
}

function outcomeOf({ clean, files }: MergedTree, pair: MergePair | undefined): MergeOutcome {
  if (clean) return { state: 'none' };
  return { state: 'conflict', files: [...new Set(files.map((file) => ownName(file, pair)))] };
}
