import { timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { Refusal } from '../refusal.ts';
import { type Caller, ownerOfMachine } from './access/caller.ts';

export interface GuardSettings {
  readonly token: string;
  /** Who calls with a personal token; none are taken by default. */
  readonly callerOf?: (token: string) => Caller | undefined;
  /** Origins of web pages that may call; none by default. */
  readonly origins: ReadonlySet<string>;
}

/** @throws {Refusal} `foreign-host`, `foreign-origin` or `unauthorized` */
export type RequestGuard = (headers: IncomingHttpHeaders, port: number | undefined) => Caller;

/**
 * Lets a request pass that names a loopback host and our port, comes from no unlisted web page, and has the token.
 * The host is checked because a foreign name may resolve to 127.0.0.1 (DNS rebinding).
 */
export function createRequestGuard(settings: GuardSettings): RequestGuard {
  const expected = Buffer.from(settings.token);
  const hostsOfPort = new Map<number, ReadonlySet<string>>();
  return (headers, port = 0) => {
    const hosts = hostsOfPort.get(port) ?? loopbackHosts(port);
    hostsOfPort.set(port, hosts);
    checkHost(headers.host, hosts);
    checkOrigin(headers.origin, settings.origins);
    return callerOf(headers.authorization, expected, settings.callerOf);
  };
}

function loopbackHosts(port: number): ReadonlySet<string> {
  const names = ['127.0.0.1', 'localhost', '[::1]'];
  return new Set([...names.map((name) => `${name}:${port}`), ...(port === 80 ? names : [])]);
}

function checkHost(host: string | undefined, hosts: ReadonlySet<string>): void {
  if (host !== undefined && (hosts.has(host) || hosts.has(host.toLowerCase()))) return;
  throw new Refusal(
    'foreign-host',
    'The Host header must name this machine and port: 127.0.0.1, localhost or [::1].',
  );
}

function checkOrigin(origin: string | undefined, origins: ReadonlySet<string>): void {
  if (origin === undefined || origins.has(origin)) return;
  throw new Refusal('foreign-origin', 'Web pages of this origin may not call the service.');
}

function callerOf(
  authorization: string | undefined,
  expected: Buffer,
  callerWith: GuardSettings['callerOf'],
): Caller {
  if (authorization !== undefined && authorization.slice(0, 7).toLowerCase() === 'bearer ') {
    const token = authorization.slice(7);
    const given = Buffer.from(token);
    if (given.length === expected.length && timingSafeEqual(given, expected)) return ownerOfMachine;
    const caller = callerWith?.(token);
    if (caller !== undefined) return caller;
  }
  throw new Refusal('unauthorized', 'Send the token of the service file as "Authorization: Bearer <token>".');
}
