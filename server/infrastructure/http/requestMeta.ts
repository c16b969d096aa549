import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { actorName } from '../../protocol/names.ts';
import { actorHeader, idempotencyHeader } from '../../protocol/routes.ts';
import { canonicalJson } from '../events/canonicalJson.ts';
import type { CommandMeta } from '../events/subject.ts';
import { InvalidRequest } from './problems.ts';

const keyPattern = /^[A-Za-z0-9_.:-]{1,128}$/;

export interface RequestIdentity {
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/**
 * Who asks, and the idempotency key with a hash over method, path and body.
 * @param owner who acts where the request names nobody
 * @throws {InvalidRequest} a header of the wrong form
 */
export function requestMeta(request: RequestIdentity, owner: string): CommandMeta {
  const actor = readActor(request.headers[actorHeader], owner);
  const key = request.headers[idempotencyHeader];
  if (key === undefined) return { actor };
  if (typeof key !== 'string' || !keyPattern.test(key))
    throw headerProblem(idempotencyHeader, 'use letters, digits and _ . : -, at most 128');
  const requestHash = hash(
    'sha256',
    `${request.method} ${request.url}\n${canonicalJson(request.body ?? null)}`,
  );
  return { actor, idempotency: { key, requestHash } };
}

function readActor(value: string | string[] | undefined, owner: string): string {
  if (value === undefined) return owner;
  const parsed = actorName.safeParse(value);
  if (!parsed.success) throw headerProblem(actorHeader, 'use letters, digits and . _ @ : / -, at most 100');
  return parsed.data;
}

function headerProblem(header: string, message: string): InvalidRequest {
  return new InvalidRequest(`The header ${header} is not valid: ${message}.`, [{ path: header, message }]);
}
