import type { IncomingMessage, ServerResponse } from 'node:http';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, InMemoryServerEventBus } from '@modelcontextprotocol/server';
import type { ToolCaller } from './callTool.ts';
import { createMcpServer } from './mcpServer.ts';
import { type FollowRows, tellOfChanges } from './resourceNotices.ts';

/** One request of an MCP client that has passed the guard. */
export interface McpRequest {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly body: unknown;
  readonly caller: ToolCaller;
}

/** Answers MCP over streamable HTTP: the stateless protocol, and older clients without sessions. */
export interface McpDoor {
  answer(request: McpRequest): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param onError hears of what goes wrong beside an answer
 * @param follow tells which rows are different; without it nobody can listen for that
 */
export function openMcpDoor(onError: (error: Error) => void, follow: FollowRows | undefined): McpDoor {
  const bus = new InMemoryServerEventBus(onError);
  const endNotices = follow && tellOfChanges(follow, bus);
  // What is attached to a request is handed through to the factory: by it the server finds whom it speaks for.
  const callers = new WeakMap<object, ToolCaller>();
  const handler = createMcpHandler(
    ({ authInfo, era }) => {
      const caller = authInfo && callers.get(authInfo);
      if (caller === undefined) throw new Error('a request came without its caller');
      return createMcpServer(caller, follow !== undefined && era === 'modern');
    },
    { onerror: onError, bus },
  );
  const handle = toNodeHandler(handler, { onerror: onError });
  return {
    answer: async ({ incoming, outgoing, body, caller }) => {
      const auth = { token: '', clientId: '', scopes: [] };
      callers.set(auth, caller);
      await handle(Object.assign(incoming, { auth }) as NodeIncomingMessageLike, outgoing, body);
    },
    close: async () => {
      endNotices?.();
      await handler.close();
    },
  };
}
