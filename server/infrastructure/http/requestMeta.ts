import { hash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { actorName } from '../../protocol/names.ts';
import { actorHeader, idempotencyHeader } from '../../protocol/routes/routes.ts';
import { canonicalJson } from '../events/canonicalJson.ts';
import type { CommandMeta } from '../events/subject.ts';
import type { Caller } from './access/caller.ts';
import { InvalidRequest } from './problems.ts';

/** What the service does of its own accord is recorded under this name. */
const serviceActor = 'swarm';
const keyPattern = /^[A-Za-z0-9_.:-]{1,128}$/;

export interface RequestIdentity {
  /** What the token proves. */
  readonly caller: Caller;
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  readonly url: string;
  readonly body: unknown;
}

/**
 * Who asks, and the idempotency key with a hash over method, path and body. With a personal token it is the one it
 * proves who asks, whatever the request says.
 * @param owner who acts where the request names nobody
 * @throws {InvalidRequest} a header of the wrong form
 */
export function requestMeta(request: RequestIdentity, owner: string): CommandMeta {
  const { person, role } = request.caller;
  const who =
    person === null
      ? { actor: readActor(request.headers[actorHeader], owner), role }
      : { actor: person, verified: true, role };
  const key = request.headers[idempotencyHeader];
  if (key === undefined) return who;
  if (typeof key !== 'string' || !keyPattern.test(key))
    throw headerProblem(idempotencyHeader, 'use letters, digits and _ . : -, at most 128');
  const requestHash = hash(
    'sha256',
    `${proven(person)}${request.method} ${request.url}\n${canonicalJson(request.body ?? null)}`,
  );
  // Agents choose keys without asking each other: two of them may choose the same.
  return { ...who, idempotency: { key: `${who.actor} ${key}`, requestHash } };
}

/** A key that one person has used says nothing of the same request by another. */
function proven(person: string | null): string {
  return person === null ? '' : `${person}\n`;
}

function readActor(value: string | string[] | undefined, owner: string): string {
  if (value === undefined) return owner;
  const parsed = actorName.safeParse(value);
  if (!parsed.success) throw headerProblem(actorHeader, 'use letters, digits and . _ @ : / -, at most 100');
  if (parsed.data === serviceActor)
    throw headerProblem(actorHeader, 'the service itself acts under this name');
  return parsed.data;
}

function headerProblem(header: string, message: string): InvalidRequest {
  return new InvalidRequest(`The header ${header} is not valid: ${message}.`, [{ path: header, message }]);
}
