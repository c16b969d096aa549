import type { Branch } from '../../../protocol/branches.ts';
import type { MergePair } from '../../git/mergeTrees.ts';

/** Two names in their order. */
export interface NamedPair {
  /** Both names parted by a blank, which no name has. */
  readonly id: string;
  readonly a: string;
  readonly b: string;
}

/** Two branches to merge. */
export interface BranchPair extends NamedPair {
  readonly commits: MergePair;
}

/** Every pair of these branches; of two that stand on one commit there is none, as they cannot conflict. */
export function branchPairs(branches: readonly Branch[]): BranchPair[] {
  return branches.flatMap((one, index) =>
    branches.slice(index + 1).flatMap((other) => (one.commit === other.commit ? [] : [pairOf(one, other)])),
  );
}

/** The two names as every pair has them. */
export function namedPair(one: string, other: string): NamedPair {
  const [a, b] = one < other ? [one, other] : [other, one];
  return { id: `${a} ${b}`, a, b };
}

function pairOf(one: Branch, other: Branch): BranchPair {
  const pair = namedPair(one.name, other.name);
  const [base, tip] = pair.a === one.name ? [one.commit, other.commit] : [other.commit, one.commit];
  return { ...pair, commits: { base, tip } };
}
