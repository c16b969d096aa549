import * as z from 'zod';
import { objectId, timestamp } from './names.ts';

/** A branch that may have served its purpose, and why. */
export const cleanupCandidateSchema = z.object({
  name: z.string(),
  commit: objectId,
  /** `merged`: the base has its commits; `merged-by-patch`: the base has the same changes, squashed or rebased; `stale`: old and not merged. */
  reason: z.enum(['merged', 'merged-by-patch', 'stale']),
  /** The reason as a sentence. */
  why: z.string(),
  author: z.string(),
  committedAt: timestamp,
  /** Work tree that holds the branch, so that it cannot be deleted now. */
  heldBy: z.string().nullable(),
});
export type CleanupCandidate = z.infer<typeof cleanupCandidateSchema>;

/** The branches to delete, each with the commit that was looked at. */
export const cleanupSchema = z.strictObject({
  branches: z
    .array(z.strictObject({ name: z.string().min(1).max(250), commit: objectId }))
    .min(1)
    .max(1000),
});
export type Cleanup = z.infer<typeof cleanupSchema>;

export const cleanupOutcomeSchema = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('deleted'),
    name: z.string(),
    commit: objectId,
    restorableUntil: timestamp,
  }),
  z.object({ state: z.literal('refused'), name: z.string(), why: z.string() }),
]);
export type CleanupOutcome = z.infer<typeof cleanupOutcomeSchema>;
