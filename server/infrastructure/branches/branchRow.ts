import type { Branch } from '../../protocol/branches.ts';
import type { FoundBase } from '../git/baseBranch.ts';
import type { Divergence } from '../git/divergence.ts';
import type { MergeOutcome } from '../git/mergeForecast.ts';
import type { BranchReference } from '../git/references.ts';
import type { Worktree } from '../git/worktreeList.ts';

/** What takes longer to know of a branch than its name. */
export interface BranchComparison {
  readonly divergence: Divergence;
  readonly conflict: MergeOutcome;
}

/** The row of a branch; what is not compared yet says so. */
export function branchRow(
  reference: BranchReference,
  team: string | null,
  found: FoundBase,
  comparison: BranchComparison | undefined,
  worktree?: Worktree & { readonly dirty: number | null },
): Branch {
  const { name, commit, subject, author, committedAt, current, upstream } = reference;
  return {
    name,
    team,
    base: name === found.base?.name,
    current,
    worktree: worktree ? worktreeOf(worktree) : null,
    commit,
    subject,
    author,
    committedAt,
    ahead: comparison?.divergence.ahead ?? null,
    behind: comparison?.divergence.behind ?? null,
    upstream,
    conflict: conflictOf(found, comparison),
  };
}

function worktreeOf({ path, main, missing, dirty }: Worktree & { dirty: number | null }): Branch['worktree'] {
  return { path, main, missing, dirty };
}

function conflictOf(found: FoundBase, comparison: BranchComparison | undefined): MergeOutcome {
  if (found.base === undefined) return { state: 'unknown', why: found.why };
  return comparison?.conflict ?? { state: 'unknown', why: 'computing' };
}
