import type { LatencyCounts } from './latencyCounts.ts';
import { LatencyHistogram } from './latencyHistogram.ts';
import type { Upstream, UpstreamTraffic } from './trafficRouter.ts';
import { UpstreamAgent, UpstreamConnections } from './upstreamConnections.ts';
import { UpstreamFigures } from './upstreamFigures.ts';

/**
 * Idle connections to a slot are closed before most servers close theirs (Node's after 5 s), so that few requests meet
 * a connection that is being closed.
 */
const idleMilliseconds = 3000;
const maximumIdleConnections = 256;

/** A request with its answer, or a connection that is upgraded. */
export type ExchangeKind = 'request' | 'socket';

/** Something that goes through a slot. */
export interface Exchange {
  readonly kind: ExchangeKind;
  /** Since when it waits for the first byte of an answer, as `performance.now()`; undefined where it does not. */
  waitingSince(): number | undefined;
  /** Ends it, visibly for the client. */
  abort(): void;
}

/** One instance of a slot as the router sees it: its connections, what goes through it, and how it is drained. */
export class UpstreamLoad {
  readonly upstream: Upstream;
  readonly connections = new UpstreamConnections();
  readonly figures = new UpstreamFigures();
  readonly agent = new UpstreamAgent(
    { keepAlive: true, maxFreeSockets: maximumIdleConnections, timeout: idleMilliseconds },
    this.connections,
  );
  readonly active: Record<ExchangeKind, number> = { request: 0, socket: 0 };
  /** As `performance.now()`. */
  lastAsked = Number.NEGATIVE_INFINITY;
  readonly #exchanges = new Set<Exchange>();
  #deadline: NodeJS.Timeout | undefined;
  #onEmpty: () => void = () => {};

  constructor(upstream: Upstream) {
    this.upstream = upstream;
  }

  get isEmpty(): boolean {
    return this.#exchanges.size === 0;
  }

  /** @param serves whether the route names it still */
  traffic(serves: boolean): UpstreamTraffic {
    return {
      ...this.upstream,
      serves,
      ...this.figures.all(),
      waiting: this.#waiting(),
      active: this.active.request,
      sockets: this.active.socket,
      ...this.connections.figures(),
    };
  }

  /** Takes what begins. Returns the function to call when it ends. */
  begin(exchange: Exchange): () => void {
    this.#exchanges.add(exchange);
    this.active[exchange.kind] += 1;
    this.lastAsked = performance.now();
    return () => {
      if (!this.#exchanges.delete(exchange)) return;
      this.active[exchange.kind] -= 1;
      if (this.isEmpty) this.#onEmpty();
    };
  }

  /** Traffic has left: what goes on now is ended when the time is over. What a preview begins later is not. */
  drain(seconds: number): void {
    this.keep();
    const remaining = [...this.#exchanges];
    if (remaining.length === 0) return;
    this.#deadline = setTimeout(() => {
      for (const exchange of remaining) if (this.#exchanges.has(exchange)) exchange.abort();
    }, seconds * 1000);
  }

  /** Traffic is back before the time was over. */
  keep(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  /** Resolves when nothing goes through. */
  async emptied(): Promise<void> {
    if (this.isEmpty) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#onEmpty = resolve;
    await promise;
  }

  /** Closes the idle connections; to be called when nothing goes through any longer. */
  close(): void {
    this.keep();
    this.agent.destroy();
  }

  #waiting(): LatencyCounts {
    const now = performance.now();
    const ages = new LatencyHistogram();
    for (const exchange of this.#exchanges) {
      const since = exchange.waitingSince();
      if (since !== undefined) ages.record(now - since);
    }
    return ages.counts();
  }
}
