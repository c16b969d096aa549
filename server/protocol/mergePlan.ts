import * as z from 'zod';
import { objectId } from './names.ts';

export const planMergesSchema = z.strictObject({
  /** Branches that are ready (default: all that have commits the base has not). */
  branches: z.array(z.string().min(1).max(250)).min(1).max(100).optional(),
});
export type PlanMerges = z.infer<typeof planMergesSchema>;

/** An order of merging into the base in which as few branches as possible conflict with what came before. */
export const mergePlanSchema = z.object({
  base: z.string(),
  /** Whether no other order lets more branches merge, as far as pairs tell; for many branches it is a good order only. */
  exact: z.boolean(),
  steps: z.array(
    z.object({
      name: z.string(),
      commit: objectId,
      /** Outcome of merging in this order, carried out without a work tree. */
      state: z.enum(['merges', 'conflict', 'impossible']),
      /** Branches of the plan, or the base, that it conflicts with by itself. */
      conflictsWith: z.array(z.string()),
      files: z.array(z.string()),
      why: z.string(),
    }),
  ),
});
export type MergePlan = z.infer<typeof mergePlanSchema>;
