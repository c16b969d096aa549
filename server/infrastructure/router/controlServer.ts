import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createRequestGuard } from '../http/requestGuard.ts';
import { Refusal } from '../refusal.ts';
import type { RouteTable } from './routeTable.ts';
import type { Route } from './trafficRouter.ts';

export interface ControlParts {
  readonly token: string;
  readonly table: RouteTable;
  /** Ends the router; resolves when its ports are free. */
  stop(): Promise<void>;
}

/** How the service speaks with its router: `PUT /routes`, `GET /traffic` and `POST /stop`, each with the router's token. */
export function createControlServer(parts: ControlParts): Server {
  const guard = createRequestGuard({ token: parts.token, origins: new Set() });
  return createServer((request, response) => {
    respond(request, response, parts, guard).catch((error: unknown) => {
      const [status, sentence] =
        error instanceof Refusal
          ? [403, error.message]
          : [400, String(error instanceof Error ? error.message : error)];
      response.writeHead(Number(status), { 'content-type': 'text/plain; charset=utf-8' });
      response.end(sentence);
    });
  });
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  { table, stop }: ControlParts,
  guard: ReturnType<typeof createRequestGuard>,
): Promise<void> {
  guard(request.headers, request.socket.localPort);
  const json = (value: unknown) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify(value));
  };
  switch (`${request.method} ${request.url}`) {
    case 'PUT /routes':
      // Only the service has the token, and both are of one version: see `controlVersion`.
      return json(await table.apply(JSON.parse(await text(request)) as Route[]));
    case 'GET /traffic':
      return json(table.traffic());
    case 'POST /stop':
      await stop();
      return json({});
    default:
      throw new Error(`There is no ${request.method} ${request.url} here.`);
  }
}
