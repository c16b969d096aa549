import type { MergePair } from '../../../server/infrastructure/git/mergeTrees.ts';
import type { Random } from './randomRepository.ts';
import type { RealMerges } from './realMerge.ts';

/**
 * Draws pairs of commits from a history: two commits as they are, and, as most histories are a line, two whose files
 * are those of the history while they fork where the history does not.
 */
export function drawPairs(merges: RealMerges, count: number, random: Random): MergePair[] {
  const commits = merges.commits();
  const draw = (near = commits.length, from = 0) => {
    const index = Math.min(commits.length - 1, from + random(near));
    return { index, id: commits[index] ?? '' };
  };
  return Array.from({ length: count }, (_, index) => {
    const one = draw();
    if (index % 2 === 0) return { base: one.id, tip: draw().id };
    const fork = draw(20, one.index);
    const other = draw(20, one.index);
    return { base: merges.commitTree(one.id, fork.id), tip: merges.commitTree(other.id, fork.id) };
  });
}
