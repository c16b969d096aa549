import { RouteListener } from './routeListener.ts';
import type { Route, RouteTraffic } from './trafficRouter.ts';

/** The routes in force, by environment and team. */
export class RouteTable {
  readonly #clientLimit: number;
  readonly #listeners = new Map<string, RouteListener>();
  /** Listeners that take no more connections but are not done yet. */
  readonly #closing = new Set<Promise<void>>();

  /** @param clientLimit connections of clients at once, shared evenly among the routes */
  constructor(clientLimit = Number.POSITIVE_INFINITY) {
    this.#clientLimit = clientLimit;
  }

  /** Makes these the routes; one whose port cannot be opened says so in its traffic, and is tried again the next time. */
  async apply(routes: readonly Route[]): Promise<RouteTraffic[]> {
    const wanted = new Map(routes.map((route) => [route.id, route]));
    for (const [id, listener] of this.#listeners)
      if (wanted.get(id)?.port !== listener.port) this.#close(id, listener);
    await Promise.all(
      routes.map(async (route) => {
        const present = this.#listeners.get(route.id);
        present?.update(route);
        const listener = present ?? new RouteListener(route);
        this.#listeners.set(route.id, listener);
        listener.limitClients(Math.ceil(this.#clientLimit / routes.length));
        await listener.open();
      }),
    );
    return this.traffic();
  }

  traffic(): RouteTraffic[] {
    return [...this.#listeners.values()].map((listener) => listener.traffic());
  }

  /** Takes no more connections; resolves when everything under way has ended or was ended. */
  async close(): Promise<void> {
    for (const [id, listener] of this.#listeners) this.#close(id, listener);
    await Promise.all(this.#closing);
  }

  #close(id: string, listener: RouteListener): void {
    this.#listeners.delete(id);
    const closing = listener.close().finally(() => this.#closing.delete(closing));
    this.#closing.add(closing);
  }
}
