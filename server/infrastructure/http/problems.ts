import type { Problem, ProblemCode } from '../../protocol/problem.ts';
import { undisguised } from '../../protocol/undisguised.ts';
import { EventLogError } from '../events/eventLog.ts';
import { Refusal } from '../refusal.ts';

/** Status and title of each code. */
export const problemKinds: Readonly<Record<ProblemCode, readonly [status: number, title: string]>> = {
  unauthorized: [401, 'Token needed'],
  'foreign-host': [403, 'Foreign host'],
  'foreign-origin': [403, 'Foreign origin'],
  'not-found': [404, 'Not found'],
  'method-not-allowed': [405, 'Method not allowed'],
  'unsupported-media-type': [415, 'JSON needed'],
  'body-too-large': [413, 'Body too large'],
  'malformed-json': [400, 'Malformed JSON'],
  'invalid-request': [400, 'Invalid request'],
  'idempotency-key-reused': [422, 'Idempotency key reused'],
  conflict: [409, 'Conflict'],
  'invalid-name': [422, 'Invalid name'],
  'unknown-revision': [422, 'Unknown revision'],
  'branch-exists': [409, 'Branch exists'],
  'branch-checked-out': [409, 'Branch checked out'],
  'branch-moved': [409, 'Branch moved'],
  'base-branch': [409, 'Base branch'],
  'unmerged-work': [409, 'Unmerged work'],
  'not-allowed': [403, 'Not allowed'],
  'remote-failed': [502, 'Remote failed'],
  'invalid-transition': [409, 'Invalid transition'],
  'over-budget': [409, 'Over budget'],
  'lease-held': [409, 'Lease held'],
  'lease-lost': [409, 'Lease lost'],
  'lease-deadlock': [409, 'Lease deadlock'],
  'slot-busy': [409, 'Slot busy'],
  'slot-reserved': [409, 'Slot reserved'],
  'slot-live': [409, 'Slot live'],
  'slot-not-healthy': [409, 'Slot not healthy'],
  'switch-under-way': [409, 'Switch under way'],
  'nothing-to-roll-back': [409, 'Nothing to roll back'],
  'router-failed': [502, 'Router failed'],
  'deployment-required': [409, 'Deployment required'],
  'reason-required': [409, 'Reason required'],
  'resource-conflict': [409, 'Resource conflict'],
  'command-not-approved': [403, 'Command not approved'],
  'no-deployment-configured': [409, 'No deployment configured'],
  'configuration-invalid': [409, 'Configuration invalid'],
  'git-failed': [500, 'Git failed'],
  'shutting-down': [503, 'Shutting down'],
  internal: [500, 'Internal error'],
};

export type ProblemIssue = NonNullable<Problem['issues']>[number];

/** A refusal that says which places of the request are wrong. */
export class InvalidRequest extends Refusal {
  readonly issues: readonly ProblemIssue[];
  constructor(detail: string, issues: readonly ProblemIssue[] = []) {
    super('invalid-request', detail);
    this.issues = issues.map((issue) => ({ ...issue, message: undisguised(issue.message) }));
  }
}

/** The problem document of a refusal. */
export function problemOf(refusal: Refusal): Problem {
  const [status, title] = problemKinds[refusal.code];
  return {
    type: `urn:swarm:problem:${refusal.code}`,
    title,
    status,
    detail: refusal.message,
    code: refusal.code,
    ...(refusal instanceof InvalidRequest && refusal.issues.length > 0
      ? { issues: [...refusal.issues] }
      : {}),
    ...(refusal.data ? { data: refusal.data } : {}),
  };
}

/** What fastify itself refuses, in our words. */
const frameworkRefusals: Readonly<Record<string, readonly [ProblemCode, string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['body-too-large', 'The body is larger than 1 MB. Send less at once.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported-media-type', 'Send the body as application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['invalid-request', 'The body is not as long as Content-Length says.'],
  FST_ERR_BAD_URL: ['invalid-request', 'The path is not a valid URL path.'],
  FST_ERR_MAX_PARAM_LENGTH: [
    'invalid-request',
    'A name in the path is longer than 100 characters; no name here is.',
  ],
};

/** The refusal behind an error; undefined where it is a defect of the service and not the caller's doing. */
export function refusalOf(error: unknown): Refusal | undefined {
  if (error instanceof Refusal) return error;
  if (error instanceof EventLogError && error.reason === 'conflict')
    return new Refusal('conflict', error.message);
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const known = frameworkRefusals[error.code];
  return known && new Refusal(...known);
}

/** What the caller of a failed request is told: never more than an id, except that the log cannot be written or trusted. */
export function internalProblem(error: unknown, id: string): Problem {
  const why =
    error instanceof EventLogError && (error.reason === 'unwritable' || error.reason === 'tampered')
      ? error.message
      : 'Something went wrong inside the service; nothing is known to have changed.';
  return problemOf(new Refusal('internal', `${why} The service log has the details under ${id}.`, { id }));
}
