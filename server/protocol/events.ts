import * as z from 'zod';
import { actorName, timestamp } from './names.ts';

/** One entry of the append-only log, as every client sees it. */
export const eventSchema = z.object({
  /** Position in the log, from 1 without gaps; the resume position of the event stream. */
  seq: z.int().min(1),
  /** What it happened to: `agent/Agent-3`, `slot/development/ai-workflow/slot-1`. */
  stream: z.string(),
  /** Position in its stream, from 1. */
  version: z.int().min(1),
  /** `agent.transitioned`, `slot.started`, … */
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  actor: actorName,
  time: timestamp,
  /** SHA-256 over this event and the hash before it. */
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type SwarmEvent = z.infer<typeof eventSchema>;

export const resourceName = z.enum([
  'teams',
  'branches',
  'queue',
  'conflicts',
  'slots',
  'deployments',
  'agents',
  'contracts',
  'tasks',
  'leases',
  'attention',
  'service',
]);
export type ResourceName = z.infer<typeof resourceName>;

/**
 * A row that is different now. Sent on the event stream as `event: changed`, without an id: it also covers what
 * is no event of the log (a branch moved by git, a heartbeat). `row` is null where the row is gone.
 */
export const changedSchema = z.object({
  resource: resourceName,
  id: z.string(),
  row: z.unknown().nullable(),
});
export type Changed = z.infer<typeof changedSchema>;
