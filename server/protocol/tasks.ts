import * as z from 'zod';
import { points, title } from './contracts.ts';
import { evidenceSchema, evidenceSpec } from './evidence.ts';
import { identifier, plainName, reason, timestamp } from './names.ts';
import { prioritySchema } from './priority.ts';
import { relativePath } from './relativePath.ts';

/** States of a task by their A2A names. `submitted`: open, nobody works on it. `input-required`: it waits for a decision. */
export const taskState = z.enum([
  'submitted',
  'working',
  'input-required',
  'completed',
  'failed',
  'canceled',
  'rejected',
]);
export type TaskStateName = z.infer<typeof taskState>;

/** Where a task stands, finer than its state. */
export const taskStage = z.enum([
  /** In the pool. */
  'open',
  /** Somebody works on it; its points are held. */
  'claimed',
  /** Its worker waits for an answer. */
  'asking',
  /** Handed in; its evidence is being looked at. */
  'verifying',
  /** The evidence does not hold, or could not be looked at: the worker mends it, or a person accepts it. */
  'unproven',
  /** The evidence holds, or a person has accepted the work. */
  'verified',
  /** A credit was asked for; its evidence is looked at once more. */
  'crediting',
  'credited',
  /** Its credit is contested; the points are held. */
  'disputed',
  'failed',
  'canceled',
  'rejected',
]);
export type TaskStage = z.infer<typeof taskStage>;

/** Something an agent must be able to do: `python`, `browser-tests`. */
export const capability = plainName;

const files = z.array(relativePath).max(100);
const requires = z.array(capability).max(20);

export const taskSchema = z.object({
  /** `<contract>/<task>`. */
  id: z.string(),
  contract: identifier,
  task: identifier,
  title: z.string(),
  points,
  priority: prioritySchema,
  files: z.array(z.string()),
  requires,
  state: taskState,
  /** Who works on it, or did it; null in the pool. */
  assignee: identifier.nullable(),
  /** How often it was claimed. */
  attempt: z.int(),
  /** What was handed in last, and what its contract asks for, with what was seen. */
  evidence: z.array(evidenceSchema),
  /** Whether its points are the assignee's. */
  credited: z.boolean(),
  disputed: z.boolean(),
  /** `ledger`, or the file and line that declares it. */
  source: z.string(),
  /** Why there is nothing to do, though it is open: a sentence; null otherwise. */
  phantom: z.string().nullable(),
  /** Version of the contract's stream when the task was last different. */
  version: z.int(),
  stage: taskStage,
  since: timestamp,
  /** What was said last: the question of its worker, the reason of a dispute or a refusal; null where nothing was. */
  note: z.string().nullable(),
  /** What its contract asks to be shown, in a few words each. */
  proof: z.array(z.string()),
  /** The token of the lease it was claimed under; null where there is none. */
  fence: z.int().nullable(),
});
export type Task = z.infer<typeof taskSchema>;

export const addTaskSchema = z.strictObject({
  task: identifier,
  title,
  points,
  priority: prioritySchema.default('normal'),
  files: files.default([]),
  requires: requires.default([]),
  /** What has to be shown before it is credited, whatever its worker hands in. */
  proof: z.array(evidenceSpec).max(20).default([]),
});
export type AddTask = z.output<typeof addTaskSchema>;

/** Refused as a conflict where the task was claimed anew, or given back, since. */
const attempt = z.int().min(1).optional();
const fence = z.int().min(0).optional();

export const claimTaskSchema = z.strictObject({
  agent: identifier,
  /** Token of the lease on the task; later steps must not carry an older one. */
  fence,
  /** Why it is claimed though it is flagged as a phantom. */
  anyway: reason.optional(),
});
export type ClaimTask = z.output<typeof claimTaskSchema>;

export const releaseTaskSchema = z.strictObject({
  reason: reason.optional(),
  attempt,
  fence,
  /** The worker could not do it: it ends as failed instead of going back to the pool. */
  failed: z.boolean().default(false),
});
export type ReleaseTask = z.output<typeof releaseTaskSchema>;

export const submitTaskSchema = z.strictObject({
  evidence: z.array(evidenceSpec).max(20),
  attempt,
  fence,
});
export type SubmitTask = z.output<typeof submitTaskSchema>;

export const askTaskSchema = z.strictObject({ question: reason, attempt, fence });
export type AskTask = z.output<typeof askTaskSchema>;

/** A decision about a task, with why. */
export const judgeTaskSchema = z.strictObject({ reason });
export type JudgeTask = z.output<typeof judgeTaskSchema>;

export const resolveTaskSchema = z.strictObject({
  /** `upheld`: the credit stands; `overturned`: its points go back to the contract. */
  outcome: z.enum(['upheld', 'overturned']),
  reason,
});
export type ResolveTask = z.output<typeof resolveTaskSchema>;

export const cancelTaskSchema = z.strictObject({
  reason,
  /** `rejected`: the work is refused; `canceled`: it is not wanted any more. */
  as: z.enum(['canceled', 'rejected']).default('canceled'),
});
export type CancelTask = z.output<typeof cancelTaskSchema>;
