import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ClientSide } from './forwardedHeaders.ts';
import type { UpstreamLoad } from './upstreamLoad.ts';

/** A request on its way: the instances of slots to ask in turn, and how long each may be silent. */
export interface Forwarding {
  readonly route: string;
  readonly candidates: readonly UpstreamLoad[];
  /** Why there is no candidate: a sentence. */
  nobody(): string;
  readonly answerMilliseconds: number;
}

/** What is unavailable is being switched, started or replaced. */
const retrySeconds = 1;

/** Whether a connection was refused, so that nothing of the request has left. */
export function isRefused(error: NodeJS.ErrnoException): boolean {
  return error.code === 'ECONNREFUSED' || error.code === 'EADDRNOTAVAIL';
}

/** Counts that an instance refused the connection and this one is asked next: no failure of the slot where both are of one. */
export function leave(refusing: UpstreamLoad, next: UpstreamLoad): void {
  if (refusing.upstream.slot === next.upstream.slot) refusing.figures.passedOn();
  else refusing.figures.failed();
}

/** Whether the router itself has no connection left to ask with: no slot is to blame for that. */
export function isOwnTrouble({ code = '' }: NodeJS.ErrnoException): boolean {
  return ['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM'].includes(code);
}

/** Who asks. */
export function clientOf({ socket, headers }: IncomingMessage): ClientSide {
  return { address: socket.remoteAddress ?? '127.0.0.1', host: headers.host ?? '' };
}

/** Status where a slot gave no answer: that it refused the connection leaves nothing half done, so it may be asked again. */
export function statusOf(error: NodeJS.ErrnoException): 502 | 503 {
  return isRefused(error) ? 503 : 502;
}

/** Answers in the router's own name: a sentence. */
export function answer(response: ServerResponse, status: number, sentence: string): void {
  if (response.headersSent || response.destroyed) return;
  const body = Buffer.from(`${sentence}\n`);
  if (status === 503) response.setHeader('retry-after', retrySeconds);
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': body.length,
    'cache-control': 'no-store',
  });
  response.end(body);
}

/** Resets the client's connection: a body that is cut off must not look like one that is whole. */
export function reset(response: ServerResponse): void {
  const { socket } = response;
  if (socket) socket.resetAndDestroy();
  else response.destroy();
}
