import type { Socket } from 'node:net';
import fastify, {
  type FastifyError,
  type FastifyInstance,
  type FastifyReply,
  type FastifyRequest,
} from 'fastify';
import type { Logger } from 'pino';
import type { Problem } from '../../protocol/problem.ts';
import { Refusal } from '../refusal.ts';
import { type Caller, nameOf } from './access/caller.ts';
import type { EventStream } from './eventStream.ts';
import { parseJsonBody } from './jsonBody.ts';
import { KnownMethods } from './knownMethods.ts';
import { type McpParts, registerMcp } from './mcpRoute.ts';
import type { ServiceMetrics } from './metrics.ts';
import { internalProblem, problemOf, refusalOf } from './problems.ts';
import { type RouteParts, registerRoutes, routePaths } from './registerRoutes.ts';
import { createRequestGuard, type RequestGuard } from './requestGuard.ts';
import { EndedToken } from './tokens/endedToken.ts';

export interface ApiServerParts extends RouteParts, McpParts {
  readonly token: string;
  /** Who calls with a personal token; none are taken by default. */
  readonly callerOf?: (token: string) => Caller | undefined;
  /** Origins of web pages that may call; none by default. */
  readonly origins?: readonly string[];
  readonly stream: EventStream;
  readonly metrics: ServiceMetrics;
  /** Takes one line per request. */
  readonly requestLog: Logger;
  /** True once the service is stopping: later requests are refused. */
  readonly stopping: () => boolean;
  /** Time in milliseconds a client has to send its headers, and its whole request. */
  readonly timeouts?: { readonly headers: number; readonly request: number };
}

const bodyLimit = 1_048_576;

/** The API as a server that does not listen yet. Every request passes the guard first, unknown paths included. */
export function createApiServer(parts: ApiServerParts): FastifyInstance {
  const guard = createRequestGuard({ ...parts, origins: new Set(parts.origins ?? []) });
  const timeouts = parts.timeouts ?? { headers: 10_000, request: 30_000 };
  const server = fastify({
    logger: false,
    bodyLimit,
    requestTimeout: timeouts.request,
    keepAliveTimeout: 72_000,
    forceCloseConnections: true,
    return503OnClosing: false,
    http: {
      headersTimeout: timeouts.headers,
      connectionsCheckingInterval: Math.min(5000, timeouts.headers),
      // A missing Host is refused by the guard, in our own words.
      requireHostHeader: false,
    },
    clientErrorHandler: refuseUnreadable,
    // A path that cannot be decoded reaches no hook: it is refused here, and not before the guard has looked.
    frameworkErrors: (error, request, reply) => fail(parts, error, request, reply, guard),
  });
  acceptJsonOnly(server);
  server.decorateRequest('caller');
  addHooks(server, parts, guard);
  registerMcp(server, parts);
  registerRoutes(server, parts);
  return server;
}

function acceptJsonOnly(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, parseJsonBody(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/** @throws {Refusal} `method-not-allowed`, `not-found` */
function refuseUnknown({ url }: FastifyRequest, reply: FastifyReply, known: KnownMethods): never {
  const allowed = known.of(url);
  if (allowed.length === 0)
    throw new Refusal(
      'not-found',
      'There is nothing at this path. GET /v1/openapi.json lists what there is.',
    );
  reply.header('allow', allowed.join(', '));
  throw new Refusal('method-not-allowed', `This path knows ${allowed.join(' and ')} only.`);
}

function addHooks(server: FastifyInstance, parts: ApiServerParts, guard: RequestGuard): void {
  const known = new KnownMethods(server, routePaths);
  server.addHook('onRequest', (request, reply, done) => {
    reply.header('x-content-type-options', 'nosniff');
    reply.header('cache-control', 'private, no-cache');
    request.caller = guard(request.headers, request.socket.localPort);
    if (parts.stopping())
      throw new Refusal('shutting-down', 'The service is stopping; ask again when it is back.');
    if (request.is404) refuseUnknown(request, reply, known);
    done();
  });
  server.addHook('onResponse', (request, reply, done) => {
    record(parts, request, reply);
    done();
  });
  server.setErrorHandler<FastifyError>((error, request, reply) => fail(parts, error, request, reply));
  // Reached only by a way around the hook above, which answers unknown paths before a body is read.
  server.setNotFoundHandler((_request, reply) => {
    sendProblem(reply, problemOf(new Refusal('not-found', 'There is nothing at this path.')));
  });
}

/** A line in the log and a point in the histogram. The route is logged, never the path or a header: they may hold secrets. */
function record(parts: ApiServerParts, request: FastifyRequest, reply: FastifyReply): void {
  const route = request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched');
  const milliseconds = reply.elapsedTime;
  // A stream's time is how long somebody followed it.
  if (route !== '/v1/events' || reply.statusCode !== 200)
    parts.metrics.request(request.method, route, reply.statusCode, milliseconds / 1000);
  parts.requestLog.info(
    { method: request.method, route, status: reply.statusCode, ms: Math.round(milliseconds * 1000) / 1000 },
    'request',
  );
}

function fail(
  parts: ApiServerParts,
  error: unknown,
  request: FastifyRequest,
  reply: FastifyReply,
  guard?: RequestGuard,
): void {
  let cause = error;
  try {
    guard?.(request.headers, request.socket.localPort);
  } catch (refused) {
    cause = refused;
  }
  const refusal = refusalOf(cause);
  if (refusal) {
    tellRefused(parts, refusal, request);
    if (refusal.code === 'unauthorized') reply.header('www-authenticate', 'Bearer realm="swarm"');
    sendProblem(reply, problemOf(refusal));
    return;
  }
  const id = crypto.randomUUID();
  parts.log.error(
    { id, err: cause, method: request.method, route: request.routeOptions.url },
    'request failed',
  );
  sendProblem(reply, internalProblem(cause, id));
}

function tellRefused(parts: ApiServerParts, refusal: Refusal, request: FastifyRequest): void {
  const { code, message: detail } = refusal;
  // Where the guard refused a request nothing has set its caller.
  const caller: Caller | null | undefined = request.caller;
  const ended = refusal instanceof EndedToken ? refusal.person : null;
  const who = caller ? nameOf(caller, request.headers, parts.owner) : ended;
  const route = `${request.method} ${request.is404 ? 'unmatched' : (request.routeOptions.url ?? 'unmatched')}`;
  parts.onRefused?.(who, { route, code, detail });
}

function sendProblem(reply: FastifyReply, problem: Problem): void {
  void reply
    .code(problem.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(problem));
}

/** Answers what is no HTTP, too slow or too large in its headers, where no request object exists yet. */
function refuseUnreadable(error: NodeJS.ErrnoException, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const [status, detail] = unreadable[error.code ?? ''] ?? [
    '400 Bad Request',
    'This is not a valid HTTP request.',
  ];
  const problem = {
    ...problemOf(new Refusal('invalid-request', detail)),
    status: Number.parseInt(status, 10),
  };
  const body = JSON.stringify(problem);
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/problem+json; charset=utf-8\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}

const unreadable: Readonly<Record<string, readonly [string, string]>> = {
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'The request took too long to arrive.'],
  HPE_HEADER_OVERFLOW: ['431 Request Header Fields Too Large', 'The headers of the request are too large.'],
};
