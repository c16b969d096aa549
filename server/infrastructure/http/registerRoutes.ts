import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import { type RouteName, routes } from '../../protocol/routes/routes.ts';
import type { ReadyJson } from '../rows/rowReader.ts';
import type { Caller } from './access/caller.ts';
import { refuseRole } from './access/decideAccess.ts';
import { endWithToken, type TokenEnds } from './endWithToken.ts';
import type { EventStream } from './eventStream.ts';
import { mcpPath } from './mcpRoute.ts';
import { checkMediaType } from './mediaType.ts';
import type { ServiceMetrics } from './metrics.ts';
import { openApiDocument } from './openApi.ts';
import { type OperationParts, operate, readyJsonOf } from './operations.ts';
import { InvalidRequest } from './problems.ts';
import { parseInput } from './requestInput.ts';

export interface RouteParts extends OperationParts, TokenEnds {
  /** Position of the last committed event. */
  readonly lastSeq: () => number;
  readonly stream: EventStream;
  readonly metrics: ServiceMetrics;
  readonly version: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard before anything else looks at a request. */
    caller: Caller;
  }
}

const json = 'application/json; charset=utf-8';

/** Serves every operation of the route table, the document that describes them, the event stream and the metrics. */
export function registerRoutes(server: FastifyInstance, parts: RouteParts): void {
  for (const name of Object.keys(routes) as RouteName[]) registerRoute(server, name, parts);
  let document: string | undefined;
  server.get('/v1/openapi.json', async (_request, reply) => {
    document ??= JSON.stringify(openApiDocument(parts.version));
    return reply.type(json).send(document);
  });
  server.get('/metrics', async (_request, reply) =>
    reply.type(parts.metrics.contentType).send(await parts.metrics.text()),
  );
  server.get('/v1/events', { exposeHeadRoute: false }, async (request, reply) =>
    follow(request, reply, parts),
  );
}

/** Paths of all routes, with `:name` for each parameter. */
export const routePaths: readonly string[] = [
  ...new Set(Object.values(routes).map(({ path }) => path)),
  '/v1/openapi.json',
  '/metrics',
  '/v1/events',
  mcpPath,
];

function registerRoute(server: FastifyInstance, name: RouteName, parts: RouteParts): void {
  const ready = readyJsonOf(name, parts);
  const { method, path: url } = routes[name];
  if (ready)
    server.route({
      method,
      url,
      handler: async (request, reply) => sendReady(name, request, reply, ready()),
    });
  else server.route({ method, url, onRequest: checkMediaType, handler: calling(name, parts) });
}

function sendReady(
  name: RouteName,
  request: FastifyRequest,
  reply: FastifyReply,
  ready: ReadyJson,
): FastifyReply {
  refuseRole(routes[name], request.caller);
  parseInput(routes[name], request);
  reply.header('etag', ready.etag);
  const known = request.headers['if-none-match'];
  if (known !== undefined && matches(known, ready.etag)) return reply.code(304).send();
  return reply.type(json).send(ready.bytes);
}

/** Whether one of the tags of `If-None-Match` is ours; weak ones count as strong here (RFC 9110, 13.1.2). */
function matches(known: string, etag: string): boolean {
  return known === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag);
}

function calling(name: RouteName, parts: RouteParts) {
  const { status } = routes[name];
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    const { caller, headers, method, url, params, query, body } = request;
    const signal = abortedWithout(reply);
    const asked = { caller, headers, method, url, params, query, body, signal };
    return reply
      .code(status)
      .type(json)
      .send(await operate(name, asked, parts));
  };
}

/** Aborted when the connection of a request closes before its answer is whole. */
function abortedWithout(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => {
    // An abort costs as much as the rest of a small request.
    if (!reply.raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

const positionPattern = /^\d{1,15}$/;
const followQuery = z.strictObject({
  after: z.string().regex(positionPattern, 'use a position in the log').optional(),
  client: z.literal('window').optional(),
});
const followRoute = { ...routes.listTeams, query: followQuery };

/** Opens the event stream after `Last-Event-ID`, else after `?after=`, else now. */
async function follow(request: FastifyRequest, reply: FastifyReply, parts: RouteParts): Promise<void> {
  const { after, client } = parseInput(followRoute, request).query as z.output<typeof followQuery>;
  const asked = request.headers['last-event-id'] ?? after;
  const position = asked === undefined ? parts.lastSeq() : Number(asked);
  // An empty text and hexadecimal digits are numbers to `Number`.
  if (!positionPattern.test(String(asked ?? position)) || position > parts.lastSeq())
    throw new InvalidRequest(
      `The log ends at ${parts.lastSeq()}: it has no position "${String(asked)}" to go on after. Read /v1/snapshot and follow from there.`,
    );
  reply.hijack();
  endWithToken(request.caller, reply.raw, parts);
  parts.stream.connect(reply.raw, position, client === 'window');
}
