import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { ApiError, fillPath } from '../../protocol/apiClient.ts';
import { identifier } from '../../protocol/names.ts';
import { actorHeader, idempotencyHeader, type RouteName, routes } from '../../protocol/routes/routes.ts';
import type { Denial } from './access/accessSubject.ts';
import { nameOf } from './access/caller.ts';
import { endWithToken, type TokenEnds } from './endWithToken.ts';
import type { AskOperation } from './mcp/callTool.ts';
import type { McpDoor } from './mcp/mcpDoor.ts';
import type { FollowRows } from './mcp/resourceNotices.ts';
import { checkMediaType } from './mediaType.ts';
import { type OperationParts, operate } from './operations.ts';
import { internalProblem, refusalOf } from './problems.ts';

/** Where MCP clients connect. */
export const mcpPath = '/mcp';

export interface McpParts extends OperationParts, TokenEnds {
  readonly log: Logger;
  /** Tells which resources are different. */
  readonly onRowsChanged?: FollowRows;
  /** Told of every refused request, with who asked; null where nobody is known. */
  readonly onRefused?: (who: string | null, denial: Denial) => void;
}

/** Serves the tools of the route table to MCP clients, with the token and the role that every request has. */
export function registerMcp(server: FastifyInstance, parts: McpParts): void {
  let door: Promise<McpDoor> | undefined;
  server.post(mcpPath, { onRequest: checkMediaType }, async (request, reply) => {
    door ??= openDoor(parts);
    const opened = await door;
    handOver(reply, request, parts);
    const { raw: incoming, body } = request;
    const caller = { ask: asking(request, parts), agent: async () => agentOf(request) };
    await opened.answer({ incoming, outgoing: reply.raw, body, caller });
  });
  server.addHook('preClose', async () => (await door)?.close());
}

/** Loaded with the first client: a repository without one pays nothing for the protocol. */
async function openDoor({ log, onRowsChanged }: McpParts): Promise<McpDoor> {
  const { openMcpDoor } = await import('./mcp/mcpDoor.ts');
  return openMcpDoor((error) => log.warn({ err: error }, 'an MCP request failed'), onRowsChanged);
}

function handOver(reply: FastifyReply, { caller }: FastifyRequest, parts: McpParts): void {
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) reply.raw.setHeader(name, value);
  reply.hijack();
  endWithToken(caller, reply.raw, parts);
}

/** Who calls, where it is one agent: its token says so, or with the token of the service file the request. */
function agentOf({ caller, headers }: FastifyRequest): string | undefined {
  if (caller.person !== null) return caller.role === 'agent' ? caller.person : undefined;
  return identifier.safeParse(headers[actorHeader]).data;
}

function asking({ caller, headers }: FastifyRequest, parts: McpParts): AskOperation {
  return async (name, { params, query, body, idempotencyKey }, signal) => {
    const { method, path } = routes[name];
    const url = fillPath(path, params);
    const own = { [actorHeader]: headers[actorHeader], [idempotencyHeader]: idempotencyKey };
    try {
      const asked = { caller, headers: own, method, url, params, query, body, signal };
      return JSON.parse(await operate(name, asked, parts)) as unknown;
    } catch (error) {
      throw toldRefusal(error, name, { caller, headers }, parts);
    }
  };
}

/** The refusal behind an error, recorded like that of any request; a defect of the service is logged under an id. */
function toldRefusal(
  error: unknown,
  name: RouteName,
  { caller, headers }: Pick<FastifyRequest, 'caller' | 'headers'>,
  { onRefused, log, owner }: McpParts,
): Error {
  const refusal = refusalOf(error);
  const route = `${routes[name].method} ${routes[name].path}`;
  if (refusal) {
    const { code, message: detail } = refusal;
    onRefused?.(nameOf(caller, headers, owner), { route, code, detail });
    return refusal;
  }
  const id = crypto.randomUUID();
  log.error({ id, err: error, route }, 'a tool failed');
  return new ApiError(internalProblem(error, id));
}
