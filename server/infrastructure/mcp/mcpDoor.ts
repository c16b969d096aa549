import type { IncomingMessage, ServerResponse } from 'node:http';
import { type NodeIncomingMessageLike, toNodeHandler } from '@modelcontextprotocol/node';
import { createMcpHandler } from '@modelcontextprotocol/server';
import type { AskOperation } from './callTool.ts';
import { createMcpServer } from './mcpServer.ts';

/** One request of an MCP client that has passed the guard. */
export interface McpRequest {
  readonly incoming: IncomingMessage;
  readonly outgoing: ServerResponse;
  readonly body: unknown;
  readonly ask: AskOperation;
  readonly agent: string | undefined;
}

/** Answers MCP over streamable HTTP: the stateless protocol, and older clients without sessions. */
export interface McpDoor {
  answer(request: McpRequest): Promise<void>;
  close(): Promise<void>;
}

/** @param onError hears of what goes wrong beside an answer */
export function openMcpDoor(onError: (error: Error) => void): McpDoor {
  const sessions = new WeakMap<object, Pick<McpRequest, 'ask' | 'agent'>>();
  const handler = createMcpHandler(
    ({ authInfo }) => {
      const session = authInfo && sessions.get(authInfo);
      if (session === undefined) throw new Error('a request came without its caller');
      return createMcpServer(session);
    },
    { onerror: onError },
  );
  const handle = toNodeHandler(handler, { onerror: onError });
  return {
    answer: async ({ incoming, outgoing, body, ask, agent }) => {
      const auth = { token: '', clientId: agent ?? '', scopes: [] };
      sessions.set(auth, { ask, agent });
      await handle(Object.assign(incoming, { auth }) as NodeIncomingMessageLike, outgoing, body);
    },
    close: () => handler.close(),
  };
}
