import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { Forwarding } from './forwarding.ts';
import { forwardRequest } from './forwardRequest.ts';
import { forwardUpgrade } from './forwardUpgrade.ts';
import { inTurn } from './instanceTurns.ts';
import { portProblem } from './portProblem.ts';
import { namedSlot, nobodyServes, slotsInTurn, targetsOf } from './routeChoice.ts';
import type { Route, RouteTraffic, Upstream } from './trafficRouter.ts';
import { type ExchangeKind, UpstreamLoad } from './upstreamLoad.ts';

/** Longer than clients and load balancers keep theirs (60 s), so that it is not the router that closes one in use. */
const keepAliveMilliseconds = 75_000;

/** The stable port of one route, and everything that goes through it. */
export class RouteListener {
  #route: Route;
  #ticket = 0;
  #problem: string | null = null;
  readonly #server: Server;
  readonly #loads = new Map<string, UpstreamLoad>();
  /** The instances of the slots that serve, by slot. */
  #instances: ReadonlyMap<string, readonly UpstreamLoad[]>;

  constructor(route: Route) {
    this.#route = route;
    this.#instances = this.#instancesOf(route);
    const options = {
      keepAliveTimeout: keepAliveMilliseconds,
      // An upload may take as long as it takes; only its head has to come soon (headersTimeout, 60 s).
      requestTimeout: 0,
      shouldUpgradeCallback: ({ headers }: IncomingMessage) => headers.upgrade?.toLowerCase() === 'websocket',
    };
    this.#server = createServer(options, (request, response) =>
      forwardRequest(request, response, this.#forwarding(request, 'request')),
    );
    this.#server.on('upgrade', (request, socket, head) =>
      forwardUpgrade(request, socket, head, this.#forwarding(request, 'socket')),
    );
    this.#server.on('connection', (socket) => socket.setNoDelay(true));
  }

  get port(): number {
    return this.#route.port;
  }

  get isEmpty(): boolean {
    return [...this.#loads.values()].every((load) => load.isEmpty);
  }

  /** Connections beyond so many are closed at once. */
  limitClients(limit: number): void {
    if (Number.isFinite(limit)) this.#server.maxConnections = limit;
  }

  /** Listens where it does not yet; why it cannot is then in `traffic`. */
  async open(): Promise<void> {
    if (this.#server.listening) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const refused = (error: NodeJS.ErrnoException) => {
      this.#problem = portProblem(this.#route, error);
      resolve();
    };
    this.#server.once('error', refused);
    this.#server.listen(this.#route.port, '127.0.0.1', () => {
      this.#server.off('error', refused);
      this.#problem = null;
      resolve();
    });
    await promise;
  }

  /** From here on requests go by this route; what is under way on slots that get none any more is drained. */
  update(route: Route): void {
    const before = targetsOf(this.#route).map(keyOf);
    const now = new Set(targetsOf(route).map(keyOf));
    this.#route = route;
    this.#instances = this.#instancesOf(route);
    for (const key of now) this.#loads.get(key)?.keep();
    for (const key of before) if (!now.has(key)) this.#loads.get(key)?.drain(route.drainSeconds);
    this.#forgetIdle();
  }

  traffic(): RouteTraffic {
    this.#forgetIdle();
    const present = this.#present();
    const upstreams = [...this.#loads].map(([key, load]) => load.traffic(present.has(key)));
    return { id: this.#route.id, problem: this.#problem, upstreams };
  }

  /** Takes no more connections; resolves when what is under way has ended or was ended. */
  async close(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    for (const load of this.#loads.values()) load.drain(this.#route.drainSeconds);
    // It counts upgraded connections no longer, so these are waited for by themselves.
    this.#server.close(() => resolve());
    this.#server.closeIdleConnections();
    await promise;
    for (const load of this.#loads.values()) {
      await load.emptied();
      load.close();
    }
  }

  #forwarding(request: IncomingMessage, kind: ExchangeKind): Forwarding {
    const route = this.#route;
    const named = namedSlot(route, request.headers);
    const slots = named === undefined ? slotsInTurn(route, this.#ticket++) : [named];
    return {
      route: route.id,
      candidates: slots.flatMap((slot) => inTurn(this.#instances.get(slot) ?? [], kind)),
      nobody: () => nobodyServes(route, request.headers),
      answerMilliseconds: route.answerSeconds * 1000,
    };
  }

  #instancesOf({ upstreams }: Route): ReadonlyMap<string, readonly UpstreamLoad[]> {
    return Map.groupBy(
      upstreams.map((upstream) => this.#load(upstream)),
      ({ upstream }) => upstream.slot,
    );
  }

  #load(upstream: Upstream): UpstreamLoad {
    const load = this.#loads.get(keyOf(upstream)) ?? new UpstreamLoad(upstream);
    this.#loads.set(keyOf(upstream), load);
    return load;
  }

  /** Instances that have gone and through which nothing goes. */
  #forgetIdle(): void {
    const present = this.#present();
    for (const [key, load] of this.#loads) {
      if (present.has(key) || !load.isEmpty) continue;
      load.close();
      this.#loads.delete(key);
    }
  }

  #present(): ReadonlySet<string> {
    return new Set(this.#route.upstreams.map(keyOf));
  }
}

function keyOf({ slot, port }: Upstream): string {
  return `${slot}:${port}`;
}
