import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import * as z from 'zod';
import type { ResourceName } from '../../protocol/events.ts';
import type { Route } from '../../protocol/route.ts';
import { type RouteName, routes } from '../../protocol/routes.ts';
import type { ReadyJson, RowReader } from '../live/rowReader.ts';
import { Refusal } from '../refusal.ts';
import type { EventStream } from './eventStream.ts';
import type { Handled, Handler, Handlers } from './handlers.ts';
import type { ServiceMetrics } from './metrics.ts';
import { openApiDocument } from './openApi.ts';
import { InvalidRequest } from './problems.ts';
import type { Caller } from './requestGuard.ts';
import { parseInput } from './requestInput.ts';
import { requestMeta } from './requestMeta.ts';

/** Routes that send rows as they lie ready; all others call their handler. */
const readyResources = {
  service: 'service',
  listTeams: 'teams',
  listBranches: 'branches',
  listQueue: 'queue',
  listSlots: 'slots',
  listAgents: 'agents',
  listContracts: 'contracts',
  listTasks: 'tasks',
} as const satisfies Partial<Record<RouteName, ResourceName>>;

export type ReadyRoute = keyof typeof readyResources | 'snapshot';
/** The handlers that routes call. */
export type CalledHandlers = Omit<Handlers, ReadyRoute>;

export interface RouteParts {
  readonly handlers: CalledHandlers;
  readonly rows: RowReader;
  readonly snapshot: () => ReadyJson;
  /** Position of the last committed event. */
  readonly lastSeq: () => number;
  readonly stream: EventStream;
  readonly metrics: ServiceMetrics;
  /** Who acts where a request names nobody. */
  readonly owner: string;
  readonly version: string;
  /** Tells whose personal token has ended. */
  onPersonEnded?(listener: (person: string) => void): () => void;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard before anything else looks at a request. */
    caller: Caller;
  }
}

/** What reaches beyond a name: other tokens, programs that may run, the service itself. */
const ownerRoutes: ReadonlySet<RouteName> = new Set([
  'createToken',
  'revokeToken',
  'approveCommand',
  'approveCheck',
  'shutdown',
]);

const json = 'application/json; charset=utf-8';
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'] as const;

/** Serves every operation of the route table, the document that describes them, the event stream and the metrics. */
export function registerRoutes(server: FastifyInstance, parts: RouteParts): void {
  for (const name of Object.keys(routes) as RouteName[]) {
    const ready = readyJsonOf(name, parts);
    const { method, path: url } = routes[name];
    if (ready)
      server.route({
        method,
        url,
        handler: async (request, reply) => sendReady(name, request, reply, ready()),
      });
    else
      server.route({
        method,
        url,
        onRequest: checkMediaType,
        handler: calling(name as keyof CalledHandlers, parts),
      });
  }
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
  refuseOtherMethods(server);
}

function readyJsonOf(name: RouteName, parts: RouteParts): (() => ReadyJson) | undefined {
  if (name === 'snapshot') return parts.snapshot;
  if (name === 'service') return () => parts.rows.readyRow('service');
  if (!Object.hasOwn(readyResources, name)) return undefined;
  const resource = readyResources[name as keyof typeof readyResources];
  return () => parts.rows.readyList(resource);
}

function sendReady(
  name: RouteName,
  request: FastifyRequest,
  reply: FastifyReply,
  ready: ReadyJson,
): FastifyReply {
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

function calling<Name extends keyof CalledHandlers>(name: Name, parts: RouteParts) {
  const route: Route = routes[name];
  const handler = parts.handlers[name] as Handler<Name>;
  return async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    if (ownerRoutes.has(name)) refusePerson(request.caller);
    const input = parseInput(route, request);
    const meta = requestMeta(request, parts.owner);
    const handled = { ...input, meta, signal: abortedWithout(reply) };
    const answer = await handler(handled as Handled<Name>);
    return reply
      .code(route.status)
      .type(json)
      .send(replyJson(route, answer, parts.rows));
  };
}

function refusePerson({ person }: Caller): void {
  if (person === null) return;
  throw new Refusal(
    'not-allowed',
    `A personal token acts as ${person} and does not reach this: it takes the token of the service file, which the owner of the machine has.`,
  );
}

/** Aborted when the connection of a request closes. */
function abortedWithout(reply: FastifyReply): AbortSignal {
  const gone = new AbortController();
  reply.raw.once('close', () => gone.abort());
  return gone.signal;
}

/** JSON of an answer after its schema; a row that the store gave out has been through it already. */
function replyJson(route: Route, answer: unknown, rows: RowReader): string {
  const ready = typeof answer === 'object' && answer !== null ? rows.jsonOf(answer) : undefined;
  if (ready !== undefined) return ready;
  const parsed = route.reply.safeParse(answer);
  if (parsed.success) return JSON.stringify(parsed.data);
  throw new TypeError(`The answer of ${route.path} is not as described: ${z.prettifyError(parsed.error)}`);
}

/** A page of another origin can send text/plain without asking first, so nothing but JSON may change anything. */
async function checkMediaType(request: FastifyRequest): Promise<void> {
  if (request.method !== 'POST' || /^application\/json\s*(;|$)/i.test(request.headers['content-type'] ?? ''))
    return;
  throw new Refusal('unsupported-media-type', 'Send the body as application/json.');
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
  endWithToken(request.caller, reply, parts);
  parts.stream.connect(reply.raw, position, client === 'window');
}

/** What somebody follows with a personal token ends with it; who has another one connects again. */
function endWithToken({ person }: Caller, { raw }: FastifyReply, { onPersonEnded }: RouteParts): void {
  if (person === null || onPersonEnded === undefined) return;
  const forget = onPersonEnded((ended) => {
    if (ended === person) raw.destroy();
  });
  raw.once('close', forget);
}

function refuseOtherMethods(server: FastifyInstance): void {
  const paths = [
    ...Object.values(routes).map(({ path }) => path),
    '/v1/openapi.json',
    '/metrics',
    '/v1/events',
  ];
  for (const url of new Set(paths)) {
    const allowed = methods.filter((method) => server.hasRoute({ method, url }));
    const refuse = async (_request: FastifyRequest, reply: FastifyReply): Promise<never> => {
      reply.header('allow', allowed.join(', '));
      throw new Refusal('method-not-allowed', `This path knows ${allowed.join(' and ')} only.`);
    };
    const others = methods.filter((method) => !allowed.includes(method));
    server.route({ method: others, url, onRequest: refuse, handler: refuse });
  }
}
