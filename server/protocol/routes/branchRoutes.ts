import * as z from 'zod';
import { cleanupCandidateSchema, cleanupOutcomeSchema, cleanupSchema } from '../branchCleanup.ts';
import { blobSchema, branchDiffSchema } from '../branchContent.ts';
import {
  deleteBranchSchema,
  deletedBranchSchema,
  restorableBranchSchema,
  restoreBranchSchema,
} from '../branchDeletion.ts';
import { addWorktreeSchema, branchSchema, createBranchSchema } from '../branches.ts';
import { syncBranchesSchema, syncOutcomeSchema } from '../branchSync.ts';
import { commitComparisonQuery, commitComparisonSchema } from '../commitComparison.ts';
import { mergePlanSchema, planMergesSchema } from '../mergePlan.ts';
import { objectId } from '../names.ts';
import { get, none, post } from './route.ts';

/** What can be done to branches. */
export const branchRoutes = {
  createBranch: post({
    path: '/v1/branches',
    summary: "Create a branch from a team's template or by name; the work tree is not touched",
    params: none,
    body: createBranchSchema,
    reply: branchSchema,
    status: 201,
  }),
  addWorktree: post({
    path: '/v1/branches/worktree',
    summary: 'Check a branch out in a work tree of its own; one that has a work tree keeps it',
    params: none,
    body: addWorktreeSchema,
    reply: branchSchema,
    status: 201,
  }),
  branchDiff: get(
    '/v1/branches/diff',
    'Files that a branch changed since it left the base, each by its content before and after',
    branchDiffSchema,
    z.object({ branch: z.string().min(1).max(250) }),
  ),
  compareCommits: get(
    '/v1/commits/compare',
    'Commits and files that are different where one revision takes the place of another',
    commitComparisonSchema,
    commitComparisonQuery,
  ),
  blob: get('/v1/blob', 'Text of a file by the id of its content', blobSchema, z.object({ id: objectId })),
  deleteBranch: post({
    path: '/v1/branches/delete',
    summary:
      'Delete a branch; unmerged work is refused with what would be lost, unless its last commit is confirmed',
    params: none,
    body: deleteBranchSchema,
    reply: deletedBranchSchema,
  }),
  restorableBranches: get(
    '/v1/branches/restorable',
    'Deleted branches that can be restored, the last deleted first',
    z.array(restorableBranchSchema),
  ),
  restoreBranch: post({
    path: '/v1/branches/restore',
    summary: 'Bring a deleted branch back, under another name where its own is taken',
    params: none,
    body: restoreBranchSchema,
    reply: branchSchema,
    status: 201,
  }),
  cleanupCandidates: get(
    '/v1/branches/cleanup',
    'Branches that are merged or stale, with the reason',
    z.array(cleanupCandidateSchema),
    z.object({ staleDays: z.coerce.number().int().min(0).max(9999).optional() }),
  ),
  cleanUpBranches: post({
    path: '/v1/branches/cleanup',
    summary: 'Delete branches that were looked at, each only where its last commit is the one given',
    params: none,
    body: cleanupSchema,
    reply: z.array(cleanupOutcomeSchema),
  }),
  syncBranches: post({
    path: '/v1/branches/sync',
    summary:
      'Bring branches of a team up to date with the base, computed without a work tree; as a dry run on request',
    params: none,
    body: syncBranchesSchema,
    reply: z.array(syncOutcomeSchema),
  }),
  planMerges: post({
    role: 'viewer',
    path: '/v1/branches/plan',
    summary: 'The order in which ready branches merge with the fewest conflicts; nothing is merged',
    params: none,
    body: planMergesSchema,
    reply: mergePlanSchema,
  }),
} as const;
