import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { RouteTable } from '../../../../server/infrastructure/deployments/router/routeTable.ts';
import type {
  Route,
  UpstreamTraffic,
} from '../../../../server/infrastructure/deployments/router/trafficRouter.ts';

/** A real server as the program of a slot. */
export class TestUpstream {
  readonly slot: string;
  readonly port: number;
  readonly server: Server;

  constructor(slot: string, server: Server) {
    this.slot = slot;
    this.server = server;
    this.port = (server.address() as AddressInfo).port;
  }

  /** Answers with the slot's name where nothing else is said. */
  static async start(slot: string, listener?: RequestListener): Promise<TestUpstream> {
    const server = createServer(listener ?? ((_request, response) => response.end(slot)));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return new TestUpstream(slot, server);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A server that speaks plain TCP; gives its port and the function that ends it. */
export async function startTcp(
  onConnection: (socket: Socket) => void,
  port = 0,
): Promise<{ port: number; stop(): Promise<void> }> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    onConnection(socket);
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A port of 127.0.0.1 that nobody listens on. */
export async function closedPort(): Promise<number> {
  const { port, stop } = await startTcp(() => {});
  await stop();
  return port;
}

/** A route to slot-1 with nothing special about it. */
export async function plainRoute(changes: Partial<Route> = {}): Promise<Route> {
  return {
    id: 'production/web',
    port: await closedPort(),
    upstreams: [],
    live: 'slot-1',
    canary: null,
    spare: null,
    previewHeader: null,
    drainSeconds: 5,
    answerSeconds: 5,
    ...changes,
  };
}

/** What went through a slot of the only route. */
export function trafficOf(table: RouteTable, slot: string): UpstreamTraffic | undefined {
  return table.traffic()[0]?.upstreams.find((upstream) => upstream.slot === slot);
}

/** A table with one route to one upstream. */
export async function routed(
  upstreams: readonly { readonly slot: string; readonly port: number }[],
  changes: Partial<Route> = {},
): Promise<{ table: RouteTable; route: Route; address: string }> {
  const route = await plainRoute({
    upstreams: upstreams.map(({ slot, port }) => ({ slot, port })),
    ...changes,
  });
  const table = new RouteTable();
  await table.apply([route]);
  return { table, route, address: `http://127.0.0.1:${route.port}` };
}
