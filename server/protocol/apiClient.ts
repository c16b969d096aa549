import { type Problem, problemSchema } from './problem.ts';
import {
  actorHeader,
  idempotencyHeader,
  type RouteBody,
  type RouteName,
  type RouteParams,
  type RouteQuery,
  type RouteReply,
  routes,
} from './routes/routes.ts';

/** Where the API is and with which right it is called. */
export interface ApiAddress {
  /** `http://127.0.0.1:PORT`, without a slash at the end. */
  readonly address: string;
  readonly token: string;
  /** Token of the service file, where the caller has it beside a personal one: for what takes a captain. */
  readonly ownerToken?: string;
  /** Who acts; recorded with every mutation. */
  readonly actor?: string;
}

export interface ApiRequest<Name extends RouteName> {
  readonly params?: RouteParams<Name>;
  readonly query?: RouteQuery<Name>;
  readonly body?: RouteBody<Name>;
  readonly signal?: AbortSignal;
  /** Under the same key the same request happens once; a new one for each request by default. */
  readonly idempotencyKey?: string;
}

/** The API answered no: `problem.code` says which no, `message` is its sentence. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** Nobody answers at the address, or what answers is not this API. */
export class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable';
}

/** The service is there, or its connection is, but nobody waits for its answer any longer: what was asked may still happen. */
export class ApiSilent extends Error {
  override readonly name = 'ApiSilent';
}

/**
 * Calls one operation and checks the answer against its schema.
 * @throws {ApiError} the API refused
 * @throws {ApiUnreachable} nobody answered, or not in the API's shape
 * @throws {ApiSilent} no answer within the time that `fetch` gives one, five minutes
 */
export async function callApi<Name extends RouteName>(
  api: ApiAddress,
  name: Name,
  request: ApiRequest<Name> = {},
): Promise<RouteReply<Name>> {
  const route = routes[name];
  const url = new URL(fillPath(route.path, request.params ?? {}), api.address);
  for (const [key, value] of Object.entries(request.query ?? {}))
    if (value !== undefined) url.searchParams.set(key, String(value));
  const token = route.role === 'captain' ? (api.ownerToken ?? api.token) : api.token;
  const answer = await send({ ...api, token }, url, route.method, request);
  const parsed = route.reply.safeParse(answer);
  if (!parsed.success)
    throw new ApiUnreachable(`${api.address} answered ${route.path} in a shape this version does not know`);
  return parsed.data as RouteReply<Name>;
}

/** A path of the route table with its parameters in their places. */
export function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/:([a-z]+)/g, (_, key: string) => encodeURIComponent(String(params[key] ?? '')));
}

async function send(
  api: ApiAddress,
  url: URL,
  method: 'GET' | 'POST',
  request: ApiRequest<RouteName>,
): Promise<unknown> {
  const unanswered = (cause: unknown): never => {
    if (request.signal?.aborted) throw cause;
    if (isLate(cause))
      throw new ApiSilent(`The service at ${api.address} is still at work on it after five minutes.`, {
        cause,
      });
    throw new ApiUnreachable(`Nobody answers at ${api.address}.`, { cause });
  };
  const response = await fetch(url, requestInit(api, method, request)).catch(unanswered);
  const json = parseJson(await response.text().catch(unanswered));
  if (response.ok && json !== undefined) return json;
  const problem = problemSchema.safeParse(json);
  if (problem.success) throw new ApiError(problem.data);
  throw new ApiUnreachable(
    `What answers at ${api.address} is not the Swarm service (HTTP ${response.status}).`,
  );
}

/** Whether `fetch` gave up waiting on a connection that was open: undici's errors are no part of the language. */
function isLate(error: unknown): boolean {
  const cause: unknown = error instanceof Error ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && lateCodes.has(cause.code);
}

const lateCodes: ReadonlySet<unknown> = new Set(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT']);

function requestInit(api: ApiAddress, method: 'GET' | 'POST', request: ApiRequest<RouteName>): RequestInit {
  const headers: Record<string, string> = { authorization: `Bearer ${api.token}` };
  if (api.actor !== undefined) headers[actorHeader] = api.actor;
  if (method === 'POST') {
    headers['content-type'] = 'application/json';
    headers[idempotencyHeader] = request.idempotencyKey ?? crypto.randomUUID();
  }
  return {
    method,
    headers,
    ...(method === 'POST' ? { body: JSON.stringify(request.body ?? {}) } : {}),
    ...(request.signal ? { signal: request.signal } : {}),
    redirect: 'error',
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
