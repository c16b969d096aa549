import * as z from 'zod';
import { rolloutStrategy } from './configuration/rolloutConfiguration.ts';
import { gateOutcomeSchema } from './gates.ts';
import { actorName, objectId, plainName, reason, revision, timestamp } from './names.ts';
import { failedCheckSchema } from './slots.ts';
import { releaseSchema } from './traffic.ts';

/** Where a deployment stands. The last four are ends; `live` is the one that was wanted. */
export const deploymentState = z.enum([
  'queued',
  'gates',
  'building',
  'starting',
  'verifying',
  'awaiting-approval',
  'switching',
  'observing',
  'live',
  'failed',
  'rolled-back',
  'cancelled',
]);
export type DeploymentState = z.infer<typeof deploymentState>;

const step = z.object({
  state: deploymentState,
  startedAt: timestamp,
  /** Null while it is under way. */
  milliseconds: z.int().nullable(),
  /** What it came to or waits for: a sentence; null where there is nothing to say. */
  detail: z.string().nullable(),
  /** File with its output, on the service's machine. */
  log: z.string().nullable(),
});
export type DeploymentStep = z.infer<typeof step>;

const approvals = z.object({
  required: z.int(),
  given: z.array(
    z.object({ by: actorName, at: timestamp, comment: z.string().nullable(), verified: z.boolean() }),
  ),
  /** Entries of swarm.json that may approve; never who requested it. */
  approvers: z.array(z.string()),
  expiresAt: timestamp.nullable(),
});

/** What the router measured on a slot in a span of time. */
export const measuredTrafficSchema = z.object({
  requests: z.int(),
  /** Percent of them answered with 5xx or not at all. */
  errorRatePercent: z.number(),
  /** 95th percentile of the time to the first byte of the answer; null without requests. */
  p95Milliseconds: z.number().nullable(),
});
export type MeasuredTraffic = z.infer<typeof measuredTrafficSchema>;

const departure = z.object({
  at: timestamp,
  by: z.string(),
  /** Where they went; null: the address was closed. */
  to: releaseSchema.nullable(),
  /** Whether somebody brought a release of before back. */
  rollback: z.boolean(),
  /** What was said of why; null where nothing was. */
  reason: z.string().nullable(),
});
/** How the requests left a release that was live. */
export type Departure = z.infer<typeof departure>;

/** One release on its way into an environment. */
export const deploymentSchema = z.object({
  /** A number, counted in the repository: `12`. */
  id: z.string(),
  environment: plainName,
  team: plainName,
  /** Null until one is chosen. */
  slot: plainName.nullable(),
  revision: z.string(),
  commit: objectId,
  strategy: rolloutStrategy,
  /** Whether it brings back a release that was live before. */
  rollback: z.boolean(),
  state: deploymentState,
  /** Place in the queue of its environment, 1 first; null where it is not queued. */
  position: z.int().nullable(),
  /** What it waits for (another deployment, a window, an approval, a person): a sentence; null where it does not wait. */
  waitsFor: z.string().nullable(),
  steps: z.array(step),
  gates: z.array(gateOutcomeSchema),
  /** Null where the environment asks for none. */
  approvals: approvals.nullable(),
  /** Who let it pass over which gates, windows or freezes, and why. */
  bypass: z.object({ by: actorName, at: timestamp, reason: z.string() }).nullable(),
  /** Percent of the requests that go to it now. */
  share: z.number(),
  /** What was live when it was switched to. */
  replaced: releaseSchema.nullable(),
  /** Since when and why a live one has no requests any more; null while it has them, and where that is not known. */
  left: departure.nullable(),
  /** Measured on what was live before, and on this since it has requests. */
  baseline: measuredTrafficSchema.nullable(),
  observed: measuredTrafficSchema.nullable(),
  requestedBy: actorName,
  requestedAt: timestamp,
  endedAt: timestamp.nullable(),
  /** Why it failed, was rolled back or cancelled: a sentence; null otherwise. */
  problem: z.string().nullable(),
  failedCheck: failedCheckSchema.nullable(),
});
export type Deployment = z.infer<typeof deploymentSchema>;

export const deploymentParams = z.object({
  deployment: z.string().regex(/^[1-9][0-9]{0,8}$/, 'use its number'),
});

/** Asks for a deployment. */
export const requestDeploymentSchema = z.strictObject({
  environment: plainName,
  team: plainName,
  revision,
  /** Default: an idle slot of the environment and team. */
  slot: plainName.optional(),
  /** Default: that of the environment. */
  strategy: rolloutStrategy.optional(),
  /** Brings back a release that was live here before: its gates are passed over, they passed then. */
  rollback: z.literal(true).optional(),
  /** Passes over gates, windows and freezes: for who may, with the reason that is recorded. */
  bypass: reason.optional(),
});
export type RequestDeployment = z.infer<typeof requestDeploymentSchema>;

export const approveDeploymentSchema = z.strictObject({ comment: reason.optional() });
/** Says no, or ends it: until requests go to it nothing is different then. */
export const endDeploymentSchema = z.strictObject({ reason });

/** Which deployments to list, newest first. */
export const deploymentsQuery = z.object({
  environment: plainName.optional(),
  team: plainName.optional(),
  state: deploymentState.optional(),
  /** Only those before this number. */
  before: z.coerce.number().int().min(1).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
