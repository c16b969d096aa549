import * as z from 'zod';
import { objectId, plainName, revision, timestamp } from './names.ts';

export const branchSchema = z.object({
  /** Short name: `feature/ai-workflow-x`. */
  name: z.string(),
  /** The team whose prefix the name carries, the longest prefix first; null where none does. */
  team: plainName.nullable(),
  base: z.boolean(),
  /** Checked out in the main work tree. */
  current: z.boolean(),
  /** Work tree that has it checked out; `missing` where its folder is gone. */
  worktree: z
    .object({
      path: z.string(),
      main: z.boolean(),
      missing: z.boolean(),
      /** Number of files in it that are in no commit; null where that is not known (yet). */
      dirty: z.int().nullable(),
    })
    .nullable(),
  commit: objectId,
  subject: z.string(),
  author: z.string(),
  committedAt: timestamp,
  /** Commits this branch has and the base has not, and the other way round; null where there is no base. */
  ahead: z.int().nullable(),
  behind: z.int().nullable(),
  /** The branch of a remote that it follows: commits this one has and that one has not, and the other way round. */
  upstream: z
    .object({
      /** `origin/feature/x`, as of the last fetch. */
      name: z.string(),
      ahead: z.int(),
      behind: z.int(),
      /** It is configured, and the remote has it no more. */
      gone: z.boolean(),
    })
    .nullable(),
  /** Outcome of merging with the base, computed without a work tree. */
  conflict: z.discriminatedUnion('state', [
    z.object({ state: z.literal('none') }),
    z.object({ state: z.literal('conflict'), files: z.array(z.string()) }),
    /** Not computable, with the reason (no base, unrelated histories, a git too old). */
    z.object({ state: z.literal('unknown'), why: z.string() }),
  ]),
});
export type Branch = z.infer<typeof branchSchema>;

/** Checks the branch out in a new work tree: at the path, relative to the main one, or where `branches.worktrees` says. */
const worktree = z
  .union([
    z.literal(true),
    z
      .string()
      .max(1000)
      .regex(/^[^\p{Cc}]+$/u, 'use a path without control characters'),
  ])
  .optional();

/** Checks a branch that is there out in a work tree of its own. */
export const addWorktreeSchema = z.strictObject({ branch: z.string().min(1).max(250), path: worktree });
export type AddWorktree = z.infer<typeof addWorktreeSchema>;

/** By template (`<prefix>-<topic>` of a team) or by full name. */
export const createBranchSchema = z.union([
  z.strictObject({
    team: plainName,
    topic: z
      .string()
      .regex(
        /^[a-z0-9][a-z0-9._-]{0,80}$/,
        'use lower-case letters, digits, dot, hyphen and underscore, starting with a letter or digit',
      ),
    from: revision.optional(),
    worktree,
  }),
  z.strictObject({ name: z.string().min(1).max(250), from: revision.optional(), worktree }),
]);
export type CreateBranch = z.infer<typeof createBranchSchema>;
