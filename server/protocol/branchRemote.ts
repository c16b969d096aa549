import * as z from 'zod';
import { objectId } from './names.ts';

const remote = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/, 'use the name of a remote, e.g. origin')
  .optional();

/** Default: `branches.remote` of swarm.json. */
export const fetchRemoteSchema = z.strictObject({ remote });
export type FetchRemote = z.infer<typeof fetchRemoteSchema>;

export const fetchedRemoteSchema = z.object({
  remote: z.string(),
  /** Branches of the remote that are different now; `to` is null where it has them no more. */
  moved: z.array(z.object({ name: z.string(), from: objectId.nullable(), to: objectId.nullable() })),
});
export type FetchedRemote = z.infer<typeof fetchedRemoteSchema>;

export const pushBranchSchema = z.strictObject({
  name: z.string().min(1).max(250),
  remote,
  /** Commit that the remote's branch must still have (default: what was fetched last); null where it must not have one. */
  expected: objectId.nullable().optional(),
  /** Replaces commits of the remote's branch that this one has not, e.g. after a rebase. */
  force: z.boolean().default(false),
});
export type PushBranch = z.output<typeof pushBranchSchema>;

export const pushedBranchSchema = z.object({
  name: z.string(),
  remote: z.string(),
  /** What the remote had; null where it had no such branch. */
  from: objectId.nullable(),
  to: objectId,
});
export type PushedBranch = z.infer<typeof pushedBranchSchema>;
