import * as z from 'zod';
import { objectId, plainName, revision, timestamp } from './names.ts';

export const slotState = z.enum(['idle', 'starting', 'healthy', 'unhealthy', 'failed', 'stopping']);
export type SlotState = z.infer<typeof slotState>;

export const slotSchema = z.object({
  /** `environment/team/slot`. */
  id: z.string(),
  environment: plainName,
  team: plainName,
  slot: plainName,
  state: slotState,
  /** What was asked for (`feature/x`) and the commit it stood for. */
  revision: z.string().nullable(),
  commit: objectId.nullable(),
  /** `http://127.0.0.1:PORT` while a process serves. */
  url: z.string().nullable(),
  pid: z.int().nullable(),
  since: timestamp.nullable(),
  /** Who asked for the present state. */
  actor: z.string().nullable(),
  /** Why it failed or is unhealthy: a sentence; null otherwise. */
  problem: z.string().nullable(),
  /** File with the program's output, on the service's machine. */
  log: z.string().nullable(),
  /** Answer of the last health check. */
  lastCheck: z
    .object({ at: timestamp, ok: z.boolean(), status: z.int().nullable(), milliseconds: z.number() })
    .nullable(),
});
export type Slot = z.infer<typeof slotSchema>;

export const slotParams = z.object({ environment: plainName, team: plainName, slot: plainName });

export const startSlotSchema = z.strictObject({ revision });
export type StartSlot = z.infer<typeof startSlotSchema>;

/** A command of the repository that a person allows to run, by its content hash (SHA-256 of command and environment). */
export const approveCommandSchema = z.strictObject({
  team: plainName,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export const approvalSchema = z.object({
  team: plainName,
  hash: z.string(),
  command: z.array(z.string()),
  approved: z.boolean(),
});
export type Approval = z.infer<typeof approvalSchema>;
