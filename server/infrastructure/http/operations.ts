import * as z from 'zod';
import type { ResourceName } from '../../protocol/events.ts';
import type { Route } from '../../protocol/routes/route.ts';
import { type RouteName, routes } from '../../protocol/routes/routes.ts';
import type { ReadyJson, RowReader } from '../rows/rowReader.ts';
import { refuseForeignAgent, refuseRole } from './access/decideAccess.ts';
import type { Handled, Handler, Handlers } from './handlers.ts';
import { parseInput, type RequestInput } from './requestInput.ts';
import { type RequestIdentity, requestMeta } from './requestMeta.ts';

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
  listLeases: 'leases',
} as const satisfies Partial<Record<RouteName, ResourceName>>;

export type ReadyRoute = keyof typeof readyResources | 'snapshot';
/** The handlers that routes call. */
export type CalledHandlers = Omit<Handlers, ReadyRoute>;

export interface OperationParts {
  readonly handlers: CalledHandlers;
  readonly rows: RowReader;
  readonly snapshot: () => ReadyJson;
  /** Who acts where a request names nobody. */
  readonly owner: string;
}

export interface OperationRequest extends RequestInput, RequestIdentity {
  readonly body: unknown;
  /** Aborted when the caller has gone away. */
  readonly signal: AbortSignal;
}

/** What lies ready for a route; undefined where its handler is called. */
export function readyJsonOf(name: RouteName, parts: OperationParts): (() => ReadyJson) | undefined {
  if (name === 'snapshot') return parts.snapshot;
  if (name === 'service') return () => parts.rows.readyRow('service');
  if (!Object.hasOwn(readyResources, name)) return undefined;
  const resource = readyResources[name as keyof typeof readyResources];
  return () => parts.rows.readyList(resource);
}

/**
 * Does one operation of the route table for a caller and gives the JSON of the answer: the one way there is, whether
 * it is asked for over HTTP or as a tool.
 * @throws {Refusal}
 */
export async function operate(
  name: RouteName,
  request: OperationRequest,
  parts: OperationParts,
): Promise<string> {
  const route: Route = routes[name];
  refuseRole(route, request.caller);
  const input = parseInput(route, request);
  refuseForeignAgent(route, request.caller, input);
  const ready = readyJsonOf(name, parts);
  if (ready) return ready().bytes.toString();
  const meta = requestMeta(request, parts.owner);
  const handler = parts.handlers[name as keyof CalledHandlers] as Handler<RouteName>;
  const answer = await handler({ ...input, meta, signal: request.signal } as Handled<RouteName>);
  return replyJson(route, answer, parts.rows);
}

/** JSON of an answer after its schema; a row that the store gave out has been through it already. */
function replyJson(route: Route, answer: unknown, rows: RowReader): string {
  const ready = typeof answer === 'object' && answer !== null ? rows.jsonOf(answer) : undefined;
  if (ready !== undefined) return ready;
  const parsed = route.reply.safeParse(answer);
  if (parsed.success) return JSON.stringify(parsed.data);
  throw new TypeError(`The answer of ${route.path} is not as described: ${z.prettifyError(parsed.error)}`);
}
