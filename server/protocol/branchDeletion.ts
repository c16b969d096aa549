import * as z from 'zod';
import { objectId, timestamp } from './names.ts';

const branchName = z.string().min(1).max(250);

export const deleteBranchSchema = z.strictObject({
  name: branchName,
  /** Last commit of the branch: deletes it although its work is not merged. Anything else than that commit is refused. */
  confirm: objectId.optional(),
});
export type DeleteBranch = z.infer<typeof deleteBranchSchema>;

/** A deleted branch whose commits are kept until it can be restored no more. */
export const deletedBranchSchema = z.object({
  name: z.string(),
  commit: objectId,
  deletedAt: timestamp,
  restorableUntil: timestamp,
});
export type DeletedBranch = z.infer<typeof deletedBranchSchema>;

export const restorableBranchSchema = deletedBranchSchema.extend({ subject: z.string() });
export type RestorableBranch = z.infer<typeof restorableBranchSchema>;

export const restoreBranchSchema = z.strictObject({
  name: branchName,
  /** Which deletion of that name is undone (default: the last). */
  deletedAt: timestamp.optional(),
  /** Another name to restore it under. */
  as: branchName.optional(),
});
export type RestoreBranch = z.infer<typeof restoreBranchSchema>;
