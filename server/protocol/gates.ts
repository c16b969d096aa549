import * as z from 'zod';
import { plainName } from './names.ts';

/** One figure of a gate beside what is asked of it. */
export const gateMeasureSchema = z.object({
  /** `line coverage`, `failed tests`, `throughput`. */
  name: z.string(),
  /** A text where the value is none to count (`ok`, `true`); null where the report does not say it, which counts as failed. */
  value: z.union([z.number(), z.string()]).nullable(),
  unit: z.string(),
  /** `>= 80`; null where it only tells. */
  limit: z.string().nullable(),
  passed: z.boolean(),
});
export type GateMeasure = z.infer<typeof gateMeasureSchema>;

/** What came of a gate. */
export const gateOutcomeSchema = z.object({
  name: plainName,
  /** Whether it stops the deployment. */
  required: z.boolean(),
  outcome: z.enum(['running', 'passed', 'failed', 'bypassed']),
  milliseconds: z.int().nullable(),
  measures: z.array(gateMeasureSchema),
  /** Why it failed: a sentence; null otherwise. */
  problem: z.string().nullable(),
  /** File with what its command printed, on the service's machine; null where it runs none. */
  log: z.string().nullable(),
});
export type GateOutcome = z.infer<typeof gateOutcomeSchema>;
