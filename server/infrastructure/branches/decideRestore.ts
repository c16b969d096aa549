import { Refusal } from '../refusal.ts';
import type { BranchChange } from './branchSubject.ts';
import type { KeptBranch } from './keptBranches.ts';

/** A restoration with what git knows about it. */
export interface RestoreBranchFacts {
  /** Name the branch had. */
  readonly name: string;
  /** Name it gets. */
  readonly as: string;
  /** The deletion that is undone; undefined where none is known. */
  readonly kept: KeptBranch | undefined;
  readonly exists: boolean;
  /** A branch that git cannot keep beside one of this name. */
  readonly obstacle: string | undefined;
}

/**
 * Allows a restoration.
 * @throws {Refusal} `not-found`, `branch-exists`
 */
export function decideRestore({ name, as, kept, exists, obstacle }: RestoreBranchFacts): BranchChange {
  if (!kept)
    throw new Refusal(
      'not-found',
      `No deleted branch ${name} is kept: it was not deleted by Swarm, was restored, or 30 days have passed.`,
    );
  if (exists)
    throw new Refusal(
      'branch-exists',
      `There is a branch ${as} again; restore this one under another name.`,
      {
        name: as,
      },
    );
  if (obstacle !== undefined)
    throw new Refusal(
      'branch-exists',
      `git cannot keep a branch ${as} beside the branch ${obstacle}; restore this one under another name.`,
      { name: obstacle },
    );
  const { commit, deletedAt } = kept;
  return { operation: 'restore', from: null, to: commit, details: { name, deletedAt } };
}
