import * as z from 'zod';
import { identifier, reason, timestamp } from './names.ts';

/** `task`: work of the ledger; `paths`: files of the repository; `resource`: anything else agents collide on. */
export const leaseKind = z.enum(['task', 'paths', 'resource']);
export type LeaseKind = z.infer<typeof leaseKind>;

/** A task of the ledger: `<contract>/<task>`. */
export const taskId = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    'name a task as <contract>/<task>',
  );

const leaseId = z.string().regex(/^[1-9]\d{0,15}$/, 'use the id that swarm leases list shows');
const subject = z.string().min(1).max(300);

export const leaseSchema = z.object({
  /** Number of the request within the repository. */
  id: leaseId,
  kind: leaseKind,
  /** The task, the globs with spaces between them, or the resource: `port:5432`. */
  subject: z.string(),
  /** The globs of a lease on paths; empty for the others. */
  globs: z.array(z.string()),
  /** `waiting`: asked for while others hold it; granted in the order of asking. */
  state: z.enum(['held', 'waiting']),
  holder: identifier,
  /** Number of the grant: it only ever grows, so that of two holders the one with the greater number is right. 0 while waiting. */
  fence: z.int().min(0),
  /** When it was granted; while waiting, when it was asked for. */
  takenAt: timestamp,
  /** Ends then unless it is renewed, by a heartbeat of its holder or by request. */
  expiresAt: timestamp,
  /** Task it is held for: it ends with the task. */
  task: taskId.nullable(),
  reason: z.string().nullable(),
});
export type Lease = z.infer<typeof leaseSchema>;

/** What to hold: a task, a resource, or one or more globs. */
export const leaseSubject = z.union([subject, z.array(subject).min(1).max(32)]);

const seconds = z.int().min(1).max(604_800);

export const takeLeaseSchema = z.strictObject({
  holder: identifier,
  kind: leaseKind,
  subject: leaseSubject,
  /** Task it is held for: it ends with the task. */
  task: taskId.optional(),
  /** Silence of the holder after which it ends (default: `leases.seconds` of swarm.json). */
  seconds: seconds.optional(),
  /** Wait in line where others hold it, instead of being refused. */
  wait: z.boolean().default(false),
  reason: reason.optional(),
});
export type TakeLease = z.output<typeof takeLeaseSchema>;

/** The fence the holder knows: refused where it is no longer the newest. */
const fence = z.int().min(1).optional();

export const renewLeaseSchema = z.strictObject({ holder: identifier, fence, seconds: seconds.optional() });
export type RenewLease = z.output<typeof renewLeaseSchema>;

/** Without a holder an operator takes the lease away. */
export const releaseLeaseSchema = z.strictObject({
  holder: identifier.optional(),
  fence,
  reason: reason.optional(),
});
export type ReleaseLease = z.output<typeof releaseLeaseSchema>;

const filePath = z.string().min(1).max(1024);

export const leaseHolderQuery = z.object({ path: filePath });

/** Who holds a file. */
export const leaseHolderSchema = z.object({ path: z.string(), lease: leaseSchema.nullable() });
export type LeaseHolder = z.infer<typeof leaseHolderSchema>;

export const checkLeasesSchema = z.strictObject({
  /** Agent whose changes these are; its own leases are no obstacle while they are its own. */
  agent: identifier.optional(),
  paths: z.array(filePath).max(10_000),
});
export type CheckLeases = z.output<typeof checkLeasesSchema>;

/** Files that others hold, or that passed on to others since the agent lost its lease. */
export const leaseObstacleSchema = z.object({
  why: z.enum(['held', 'passed-on']),
  holder: identifier,
  fence: z.int(),
  /** The first files, and how many there are. */
  files: z.array(z.string()),
  count: z.int(),
  /** A sentence that names the holder and files. */
  message: z.string(),
});
export type LeaseObstacle = z.infer<typeof leaseObstacleSchema>;
