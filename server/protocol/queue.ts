import * as z from 'zod';
import { mergePolicy } from './configuration/mergeQueueConfiguration.ts';
import { objectId, plainName, reason, timestamp } from './names.ts';
import { prioritySchema } from './priority.ts';

const branchName = z.string().min(1).max(250);

/** Why a branch left the queue without landing. */
export const putOutCause = z.enum([
  'conflict',
  'checks-failed',
  'target-moved',
  'nothing-to-land',
  'not-mergeable',
  'branch-gone',
  'cancelled',
  /** Both sides changed the same files, and the team wants to look at that first. */
  'review-needed',
  /** A rule of `branches.protection`, or another team's `protectedPaths`. */
  'not-allowed',
]);
export type PutOutCause = z.infer<typeof putOutCause>;

/** What a branch that was put out needs before it can land. */
export const putOutReportSchema = z.object({
  cause: putOutCause,
  /** A sentence. */
  message: z.string(),
  /** Files in conflict, and what git says of each. */
  files: z.array(z.string()),
  details: z.array(z.string()),
  /** Conflicting hunks as text with markers, the first ones where there are many. */
  hunks: z.array(z.object({ file: z.string(), text: z.string() })),
  /** The check that failed, and the end of its output; the whole output is in the file. */
  check: z
    .object({ name: plainName, command: z.array(z.string()), output: z.string(), log: z.string() })
    .nullable(),
  /** Branches of the queue in the order in which they should land, this one last; empty where it does not matter. */
  order: z.array(z.string()),
});
export type PutOutReport = z.infer<typeof putOutReportSchema>;

export const queueEntrySchema = z.object({
  /** Number within the queue of its target. */
  id: z.string(),
  branch: z.string(),
  /** Last commit of the branch when it was enqueued: exactly this lands. */
  commit: objectId,
  team: plainName.nullable(),
  priority: prioritySchema,
  policy: mergePolicy,
  /** It is put out for review where its target has changed the same files. */
  review: z.boolean(),
  state: z.enum(['queued', 'testing', 'landing', 'landed', 'put-out']),
  /** 1 is next or under way; null once it is over. */
  position: z.int().nullable(),
  actor: z.string(),
  enqueuedAt: timestamp,
  since: timestamp,
  /** What the target became, the tree of that commit, and the checks that failed once and then passed. */
  landed: z.object({ commit: objectId, tree: objectId, flaky: z.array(z.string()) }).nullable(),
  report: putOutReportSchema.nullable(),
});
export type QueueEntry = z.infer<typeof queueEntrySchema>;

/** The merge queue of one target. */
export const queueSchema = z.object({
  target: z.string(),
  paused: z.object({ actor: z.string(), since: timestamp, reason: z.string().nullable() }).nullable(),
  /** What keeps the queue from going on: a sentence; null where nothing does. */
  waiting: z.string().nullable(),
  /** How the last push of a landing to the remote ended; null where none was made. */
  push: z
    .object({
      state: z.enum(['pushing', 'pushed', 'failed']),
      commit: objectId,
      since: timestamp,
      /** A sentence where it failed: the landing itself stands. */
      why: z.string().nullable(),
    })
    .nullable(),
  /** The check that runs now on the merge result of those that are tested; null where none runs. */
  checking: z
    .object({
      name: plainName,
      /** Its number among the checks, from 1. */
      number: z.int(),
      of: z.int(),
      since: timestamp,
      /** File with its output, on the service's machine. */
      log: z.string(),
    })
    .nullable(),
  /** In the order in which they are tested. */
  entries: z.array(queueEntrySchema),
  /** The last ones that landed or were put out, newest first. */
  finished: z.array(queueEntrySchema),
});
export type Queue = z.infer<typeof queueSchema>;

/** Without a target the base is meant. */
const target = branchName.optional();

export const enqueueSchema = z.strictObject({
  branch: branchName,
  target,
  priority: prioritySchema.default('normal'),
  /** The lead or a member of a team with the policy `manual-review` has looked at the files that both sides changed. */
  reviewed: z.boolean().default(false),
});
export type Enqueue = z.output<typeof enqueueSchema>;

export const cancelSchema = z.strictObject({ branch: branchName, target });
export const pauseQueueSchema = z.strictObject({ target, reason: reason.optional() });
export const resumeQueueSchema = z.strictObject({ target });

/** A check of swarm.json and whether a person has allowed it, by its content hash (SHA-256 of name and command). */
export const queueCheckSchema = z.object({
  name: plainName,
  /** Null where it is the repository's. */
  team: plainName.nullable(),
  command: z.array(z.string()),
  hash: z.string(),
  approved: z.boolean(),
});
export type QueueCheckApproval = z.infer<typeof queueCheckSchema>;

export const approveCheckSchema = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
