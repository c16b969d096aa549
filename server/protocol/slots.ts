import * as z from 'zod';
import { actorName, objectId, plainName, reason, revision, timestamp } from './names.ts';
import { slotTrafficFields } from './traffic.ts';

export const slotState = z.enum([
  'idle',
  'starting',
  'healthy',
  'unhealthy',
  /** The container engine does not answer, and neither does the program. */
  'unknown',
  'failed',
  'stopping',
]);
export type SlotState = z.infer<typeof slotState>;

export const instanceState = slotState.exclude(['idle']);
export type InstanceState = z.infer<typeof instanceState>;

/** One of the programs that run in a slot. */
const slotInstance = z.object({
  /** Its number, from 0; the program finds it in SWARM_INSTANCE. */
  instance: z.int(),
  /** One that is stopping gets no new requests, and ends once those under way are answered. */
  state: instanceState,
  url: z.string().nullable(),
  pid: z.int().nullable(),
  container: z.string().nullable(),
  since: timestamp,
  problem: z.string().nullable(),
});
export type SlotInstance = z.infer<typeof slotInstance>;

/** The last answer of a health check. */
const checkAnswer = z.object({
  at: timestamp,
  ok: z.boolean(),
  /** Of HTTP. */
  status: z.int().nullable(),
  milliseconds: z.number(),
});

const slotCheck = z.object({
  /** Its name in swarm.json, or what it asks. */
  name: z.string(),
  /** Whether enough answers in a row were good. */
  passing: z.boolean(),
  /** Bad answers in a row, the last one included. */
  failures: z.int(),
  answer: checkAnswer.nullable(),
});
export type SlotCheck = z.infer<typeof slotCheck>;

/** The answer for which a slot is unhealthy or failed. */
export const failedCheckSchema = z.object({
  name: z.string(),
  at: timestamp,
  milliseconds: z.number(),
  status: z.int().nullable(),
  headers: z.record(z.string(), z.string()),
  /** First bytes of the answer, or the last line a command printed. */
  body: z.string(),
});
export type FailedCheck = z.infer<typeof failedCheckSchema>;

/** A slot that somebody keeps for a while: others leave it alone. */
export const reservationSchema = z.object({ by: actorName, until: timestamp, reason: z.string() });
export type Reservation = z.infer<typeof reservationSchema>;

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
  /** The programs that run in it, by number. */
  instances: z.array(slotInstance),
  /** `http://127.0.0.1:PORT` of the first instance while it serves. */
  url: z.string().nullable(),
  /** Of the first instance. */
  pid: z.int().nullable(),
  /** Id of the container that the first instance runs in. */
  container: z.string().nullable(),
  since: timestamp.nullable(),
  /** Who asked for the present state. */
  actor: z.string().nullable(),
  /** Why it failed or is unhealthy: a sentence; null otherwise. */
  problem: z.string().nullable(),
  /** File with the program's output, on the service's machine. */
  log: z.string().nullable(),
  /** File with what the build of the revision printed, where it is built. */
  buildLog: z.string().nullable(),
  /** The health checks of what runs; each as the instance answers it that does worst. */
  checks: z.array(slotCheck),
  failedCheck: failedCheckSchema.nullable(),
  /** Null where it is nobody's. */
  reservation: reservationSchema.nullable(),
  ...slotTrafficFields,
});
export type Slot = z.infer<typeof slotSchema>;

export const slotParams = z.object({ environment: plainName, team: plainName, slot: plainName });

export const startSlotSchema = z.strictObject({ revision });
export type StartSlot = z.infer<typeof startSlotSchema>;

/** Two weeks: who needs a slot for longer says so again. */
const longestReservationMinutes = 20_160;
export const reserveSlotSchema = z.strictObject({
  reason,
  /** From now; at most two weeks. */
  minutes: z.int().min(1).max(longestReservationMinutes),
});
export type ReserveSlot = z.infer<typeof reserveSlotSchema>;

/** A command of the repository that a person allows to run, by its content hash (SHA-256 of all that says what runs). */
export const approveCommandSchema = z.strictObject({
  team: plainName,
  hash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Revision whose Dockerfile was seen (default: what is checked out). */
  revision: revision.optional(),
});
export const approvalSchema = z.object({
  team: plainName,
  hash: z.string(),
  command: z.array(z.string()),
  /** What else is allowed with it, one line each: image or Dockerfile, build, checks that run a command. */
  details: z.array(z.string()),
  approved: z.boolean(),
});
export type Approval = z.infer<typeof approvalSchema>;
