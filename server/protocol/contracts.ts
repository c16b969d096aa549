import * as z from 'zod';
import { identifier, reason, timestamp } from './names.ts';

/** Points are whole and positive; a contract never pays more than its total. */
export const points = z.int().min(1).max(1_000_000_000);

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
  credits: z.array(
    z.object({
      seq: z.int(),
      agent: identifier,
      points,
      reason: z.string(),
      actor: z.string(),
      time: timestamp,
    }),
  ),
});
export type Contract = z.infer<typeof contractSchema>;

export const createContractSchema = z.strictObject({
  id: identifier,
  title: z.string().trim().min(1).max(200),
  total: points,
});
export type CreateContract = z.infer<typeof createContractSchema>;

export const creditPointsSchema = z.strictObject({ agent: identifier, points, reason });
export type CreditPoints = z.infer<typeof creditPointsSchema>;
