import type { Branch } from '../../protocol/branches.ts';
import { blobText } from '../git/blobText.ts';
import type { Handlers } from '../http/handlers.ts';
import { Refusal } from '../refusal.ts';
import type { RowStore } from '../rows/rowStore.ts';
import { branchDiff } from './branchDiff.ts';
import type { BranchOperations } from './branchOperations.ts';
import { compareCommits } from './commitComparison.ts';
import { listKeptBranches } from './keptBranches.ts';

type BranchRoute =
  | 'createBranch'
  | 'addWorktree'
  | 'branchDiff'
  | 'compareCommits'
  | 'blob'
  | 'deleteBranch'
  | 'restorableBranches'
  | 'restoreBranch'
  | 'cleanupCandidates'
  | 'cleanUpBranches'
  | 'syncBranches'
  | 'planMerges';

/** The routes of branches. */
export function branchRoutes(rows: RowStore, operations: BranchOperations): Pick<Handlers, BranchRoute> {
  return {
    createBranch: async ({ body, meta }) => rowOf(rows, await operations.creator.create(body, meta)),
    addWorktree: async ({ body, meta }) => rowOf(rows, await operations.creator.addWorktree(body, meta)),
    branchDiff: async ({ query }) => branchDiff(operations.repository, query.branch, await operations.base()),
    compareCommits: ({ query }) => compareCommits(operations.repository, query),
    blob: ({ query }) => blobText(operations.repository, query.id),
    deleteBranch: ({ body, meta }) => operations.deleter.delete(body, meta),
    restorableBranches: async () =>
      (await listKeptBranches(operations.repository)).map(({ ref: _, ...kept }) => kept),
    restoreBranch: async ({ body, meta }) => rowOf(rows, await operations.restorer.restore(body, meta)),
    cleanupCandidates: ({ query }) => operations.cleanup.candidates(query.staleDays),
    cleanUpBranches: ({ body, meta }) => operations.cleanup.delete(body, meta),
    syncBranches: ({ body, meta }) => operations.syncing.sync(body, meta),
    planMerges: ({ body }) => operations.planner.plan(body),
  };
}

function rowOf(rows: RowStore, name: string): Branch {
  const row = rows.get('branches', name);
  if (!row) throw new Refusal('not-found', `The branch ${name} is gone again.`);
  return row;
}
