import * as z from 'zod';
import { actorName, identifier, reason, timestamp } from './names.ts';

/** Points are whole and positive; a contract never pays more than its total. */
export const points = z.int().min(1).max(1_000_000_000);

/** A credit as the row of its contract shows it. */
export const creditSchema = z.object({
  /** Position in the log of the entry. */
  seq: z.int(),
  agent: identifier,
  points,
  reason: z.string(),
  actor: z.string(),
  time: timestamp,
  /** The task it pays for; null where it was given without one. */
  task: identifier.nullable(),
  /** Whether an entry has taken it back. */
  reversed: z.boolean(),
});
export type Credit = z.infer<typeof creditSchema>;

/** Tasks of a contract by what has become of them. */
export const taskCountsSchema = z.object({
  open: z.int(),
  working: z.int(),
  waiting: z.int(),
  completed: z.int(),
  credited: z.int(),
  ended: z.int(),
});
export type TaskCounts = z.infer<typeof taskCountsSchema>;

export const contractSchema = z.object({
  id: identifier,
  title: z.string(),
  total: z.int(),
  credited: z.int(),
  remaining: z.int(),
  /** `ledger`: created through the API; otherwise the file and line of the repository that declares it. */
  source: z.string(),
  /** What the declaring file claims is already completed: shown beside the ledger, never added to it. */
  claimed: z.int().nullable(),
  /** What is wrong with the declaration: a sentence; null where it reads well. */
  problem: z.string().nullable(),
  /** The newest 20, newest last; older ones are among the entries. */
  credits: z.array(creditSchema),
  /** Points of tasks that somebody works on, or that are contested: neither credited nor free. */
  held: z.int(),
  /** Sum of the points of tasks that were not canceled. */
  scope: z.int(),
  tasks: taskCountsSchema,
  parties: z.array(z.string()),
  deadline: timestamp.nullable(),
  /** Why it takes nothing more; null while it is open. */
  closed: z.string().nullable(),
  /** Events of its stream. */
  version: z.int(),
});
export type Contract = z.infer<typeof contractSchema>;

/** What a contract or a task is about, on one line. */
export const title = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .refine((text) => !/\p{Cc}/u.test(text), 'control characters are not allowed');
/** People, teams and agents that the contract binds. */
const parties = z.array(actorName).max(50);

export const createContractSchema = z.strictObject({
  id: identifier,
  title,
  total: points,
  parties: parties.default([]),
  deadline: timestamp.optional(),
});
export type CreateContract = z.output<typeof createContractSchema>;

export const amendContractSchema = z.strictObject({
  title: title.optional(),
  total: points.optional(),
  parties: parties.optional(),
  deadline: timestamp.nullable().optional(),
  reason,
});
export type AmendContract = z.output<typeof amendContractSchema>;

export const creditPointsSchema = z.strictObject({ agent: identifier, points, reason });
export type CreditPoints = z.infer<typeof creditPointsSchema>;

/** A decision about a contract, with why. */
export const judgeContractSchema = z.strictObject({ reason });
export type JudgeContract = z.infer<typeof judgeContractSchema>;
