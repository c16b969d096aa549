import * as z from 'zod';
import { objectId, plainName, reason, timestamp } from './names.ts';

/** What of a slot's row says how requests reach it. */
export const slotTrafficFields = {
  /** Whether the requests of its environment and team go to it. */
  live: z.boolean(),
  /** The stable address of its environment and team, whichever slot is live; null until its port is chosen. */
  address: z.string().nullable(),
  /** What goes through it; null where no request can. */
  traffic: z
    .object({
      /** Percent of the requests that name no slot. */
      share: z.number().min(0).max(100),
      requests: z.int(),
      /** Those of them that got no whole answer. */
      failures: z.int(),
      /** Those that failed or were answered with 5xx. */
      errors: z.int(),
      /** 95th percentile of the time to the first byte in the last minute; null where nothing was measured. */
      p95Milliseconds: z.number().nullable(),
      /** Requests under way and WebSockets that are open. */
      connections: z.int(),
    })
    .nullable(),
  /** Until when it is kept running for a rollback, after traffic has left it. */
  warmUntil: timestamp.nullable(),
};

/** A revision in a slot that was live. */
export const releaseSchema = z.object({
  slot: plainName,
  revision: z.string(),
  commit: objectId,
});
export type Release = z.infer<typeof releaseSchema>;

/** Where the requests of one environment and team go. */
export const trafficSchema = z.object({
  environment: plainName,
  team: plainName,
  /** `http://127.0.0.1:PORT`; null until its port is chosen. */
  address: z.string().nullable(),
  live: releaseSchema.nullable(),
  canary: z.object({ slot: plainName, percent: z.int() }).nullable(),
  /** What a rollback goes back to. */
  previous: releaseSchema.nullable(),
  /** What is being switched to; a rollback may have to start it first. */
  pending: releaseSchema.nullable(),
  since: timestamp.nullable(),
  actor: z.string().nullable(),
  /** What who switched it last said of why; null where nothing was. */
  reason: z.string().nullable(),
  /** Why the last switch failed, or why the address cannot be reached: a sentence; null otherwise. */
  problem: z.string().nullable(),
});
export type Traffic = z.infer<typeof trafficSchema>;

export const trafficParams = z.object({ environment: plainName, team: plainName });

export const rollbackTrafficSchema = z.strictObject({
  /** Number of the deployment whose release is wanted (default: the release before). */
  deployment: z
    .string()
    .regex(/^[1-9][0-9]{0,8}$/, 'use its number')
    .optional(),
});

export const switchTrafficSchema = z.strictObject({
  /** The slot that gets the requests; null: none, the address is closed. */
  slot: plainName.nullable(),
  /** Only this part of the requests; the live slot keeps the others. */
  percent: z.int().min(1).max(99).optional(),
  /** The slot that is live as far as the caller knows, null for none: refused where it is another one by now. */
  expected: plainName.nullable().optional(),
  /** Why: asked for where the address of an environment is closed that has rules of its own. */
  reason: reason.optional(),
});
export type SwitchTraffic = z.output<typeof switchTrafficSchema>;
