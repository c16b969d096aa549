import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createRequestGuard } from '../../http/requestGuard.ts';
import { Refusal } from '../../refusal.ts';
import type { RouteTable } from './routeTable.ts';
import type { Route } from './trafficRouter.ts';

export interface ControlParts {
  readonly token: string;
  readonly table: RouteTable;
  /** Ends the router; resolves when its ports are free. */
  stop(): Promise<void>;
}

interface Control extends ControlParts {
  readonly guard: ReturnType<typeof createRequestGuard>;
  /** Answers that end when the router is told to stop, and break off when it dies. */
  readonly watches: Set<ServerResponse>;
}

/**
 * How the service speaks with its router, each with the router's token: `PUT /routes`, `GET /traffic`, `POST /stop`, and
 * `GET /watch`, whose answer goes on for as long as the router runs.
 */
export function createControlServer(parts: ControlParts): Server {
  const guard = createRequestGuard({ token: parts.token, origins: new Set() });
  const control = { ...parts, guard, watches: new Set<ServerResponse>() };
  return createServer((request, response) => {
    respond(request, response, control).catch((error: unknown) => {
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
  { table, stop, guard, watches }: Control,
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
    case 'GET /watch':
      watches.add(response);
      response.once('close', () => watches.delete(response));
      return response.flushHeaders();
    case 'POST /stop':
      for (const watch of watches) watch.end();
      await stop();
      return json({});
    default:
      throw new Error(`There is no ${request.method} ${request.url} here.`);
  }
}
