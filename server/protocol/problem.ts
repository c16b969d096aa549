import * as z from 'zod';

/** Stable codes of refused requests; clients branch on these, never on the text. */
export const problemCode = z.enum([
  'unauthorized',
  'foreign-host',
  'foreign-origin',
  'not-found',
  'method-not-allowed',
  'unsupported-media-type',
  'body-too-large',
  'malformed-json',
  'invalid-request',
  'idempotency-key-reused',
  'conflict',
  'invalid-name',
  'unknown-revision',
  'branch-exists',
  'branch-checked-out',
  'branch-moved',
  'base-branch',
  'unmerged-work',
  'not-allowed',
  'remote-failed',
  'invalid-transition',
  'over-budget',
  'lease-held',
  'lease-lost',
  'lease-deadlock',
  'slot-busy',
  'slot-reserved',
  'slot-live',
  'slot-not-healthy',
  'switch-under-way',
  'nothing-to-roll-back',
  'router-failed',
  'deployment-required',
  'reason-required',
  'resource-conflict',
  'command-not-approved',
  'no-deployment-configured',
  'configuration-invalid',
  'git-failed',
  'shutting-down',
  'internal',
]);
export type ProblemCode = z.infer<typeof problemCode>;

/** RFC 9457 problem details. `detail` is a sentence a person can act on. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: problemCode,
  /** Places of an invalid request, e.g. `{ path: 'points', message: '…' }`. */
  issues: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  /** Facts for the caller that belong to the code, e.g. the allowed transitions. */
  data: z.record(z.string(), z.unknown()).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
