import type { Signature, TreeMerge, TreeMergeOutcome } from '../../git/treeMerge.ts';
import type { QueuedBranch } from './queueState.ts';

/** What merging a branch gives: a commit that is on no branch yet, or why there is none. */
export type MergeResult =
  | { readonly kind: 'built'; readonly commit: string; readonly tree: string }
  | { readonly kind: 'nothing' }
  | Exclude<TreeMergeOutcome, { kind: 'clean' }>;

export interface MergeRequest {
  readonly merge: TreeMerge;
  readonly target: string;
  /** Commit that the result stands on. */
  readonly onto: string;
  readonly branch: Pick<QueuedBranch, 'branch' | 'commit' | 'policy'>;
  readonly committer: Signature;
}
