import * as z from 'zod';
import { objectId, plainName } from './names.ts';

export const syncHow = z.enum(['merge', 'rebase']);

const options = {
  /** Default: what the team of each branch has under `sync`, else merge. */
  how: syncHow.optional(),
  /** Tells what would happen and moves no branch. */
  dryRun: z.boolean().default(false),
};

/** All branches of a team, or those named. */
export const syncBranchesSchema = z.union([
  z.strictObject({ team: plainName, ...options }),
  z.strictObject({ branches: z.array(z.string().min(1).max(250)).min(1).max(1000), ...options }),
]);
export type SyncBranches = z.infer<typeof syncBranchesSchema>;

/** What brings a branch up to date with the base, or keeps it from that. */
export const syncOutcomeSchema = z.object({
  name: z.string(),
  state: z.enum(['up-to-date', 'fast-forward', 'merged', 'rebased', 'conflict', 'refused']),
  /** Last commit before; null where there is no such branch. */
  from: objectId.nullable(),
  /** Last commit afterwards, in a dry run the one it would have; null where the branch stays. */
  to: objectId.nullable(),
  /** Files that conflict. */
  files: z.array(z.string()),
  /** Sentence about the outcome. */
  why: z.string(),
});
export type SyncOutcome = z.infer<typeof syncOutcomeSchema>;
