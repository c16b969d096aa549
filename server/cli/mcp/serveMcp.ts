import type { Readable, Writable } from 'node:stream';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { AskOperation } from '../../infrastructure/http/mcp/callTool.ts';
import { createMcpServer } from '../../infrastructure/http/mcp/mcpServer.ts';
import { processStartTime } from '../../infrastructure/programs/processIdentity.ts';
import { type ApiRequest, ApiUnreachable } from '../../protocol/apiClient.ts';
import { callerSchema } from '../../protocol/callers.ts';
import type { RouteName } from '../../protocol/routes/routes.ts';
import { CommandError } from '../command.ts';
import { callService, findService } from '../serviceConnection.ts';

export interface ServeMcpOptions {
  /** Folder inside the repository. */
  readonly cwd: string;
  readonly agent: string | undefined;
  /** Hears of what goes wrong beside an answer. */
  readonly onError: (error: Error) => void;
  /** Standard input and output by default. */
  readonly input?: Readable;
  readonly output?: Writable;
}

/** A message that is longer ends the connection: the service takes no body of more than 1 MB. */
const longestMessage = 2_000_000;

/** Speaks MCP on standard input and output; resolves when the client closes its end, or sends what has no end. */
export async function serveMcp(options: ServeMcpOptions): Promise<void> {
  const { cwd, agent, onError: onerror, input = process.stdin, output = process.stdout } = options;
  const ask = askingService(cwd, agent);
  const caller = { ask, agent: callingAgent(ask, agent) };
  const transport = new StdioServerTransport(input, output, { maxBufferSize: longestMessage });
  const open = serveStdio(() => createMcpServer(caller), { transport, onerror });
  const ended = Promise.withResolvers<void>();
  const { onclose } = transport;
  transport.onclose = () => {
    onclose?.();
    ended.resolve();
  };
  await ended.promise;
  await open.close();
}

/** Looks for the service with each call: it may have been started anew, at another address. */
function askingService(cwd: string, agent: string | undefined): AskOperation {
  return async (name, request, signal) => {
    try {
      const service = await findService(cwd);
      const body = name === 'heartbeat' ? await withProcess(request.body ?? {}) : request.body;
      const asked = { ...request, body, signal } as ApiRequest<RouteName>;
      return await callService({ ...service, ...(agent === undefined ? {} : { actor: agent }) }, name, asked);
    } catch (error) {
      throw error instanceof CommandError ? new ApiUnreachable(error.message) : error;
    }
  };
}

/** Whoever started this program is the agent, and a heartbeat that names its process shows when it is gone. */
async function withProcess(body: Readonly<Record<string, unknown>>): Promise<Record<string, unknown>> {
  if (body['pid'] !== undefined) return body;
  const pid = process.ppid;
  const startTime = await processStartTime(pid);
  return startTime === undefined ? body : { ...body, pid, startTime };
}

/** The agent that calls: who was named, else whom the token is for. Asked for once, when there is a service. */
function callingAgent(ask: AskOperation, named: string | undefined): () => Promise<string | undefined> {
  let known = named;
  return async () => {
    if (known !== undefined) return known;
    const request = { params: {}, query: {}, body: undefined, idempotencyKey: undefined };
    const { name, role } = callerSchema.parse(await ask('whoAmI', request, AbortSignal.timeout(30_000)));
    if (role === 'agent' || name === process.env['SWARM_ACTOR']) known = name;
    return known;
  };
}
