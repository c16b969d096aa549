import * as z from 'zod';
import { branchDiffSchema } from './branchContent.ts';
import { objectId, revision, timestamp } from './names.ts';

/** Most commits a comparison names; how many there are is a number. */
export const maximumComparedCommits = 200;

const commit = z.object({
  commit: objectId,
  /** The first one; null where it has none. */
  parent: objectId.nullable(),
  author: z.string(),
  subject: z.string(),
  committedAt: timestamp,
});
export type ComparedCommit = z.infer<typeof commit>;

/** What is different where `to` takes the place of `from`. */
export const commitComparisonSchema = z.object({
  from: objectId,
  to: objectId,
  /** Commits that come with it, newest first. */
  commits: z.array(commit),
  /** How many there are. */
  ahead: z.int().min(0),
  /** Commits of `from` that `to` has not: they go. */
  behind: z.int().min(0),
  files: branchDiffSchema.shape.files,
  /** Changed files beyond those named. */
  omitted: z.int().min(0),
});
export type CommitComparison = z.infer<typeof commitComparisonSchema>;

/** Which two to compare: branches, tags or commits. */
export const commitComparisonQuery = z.object({ from: revision, to: revision });
