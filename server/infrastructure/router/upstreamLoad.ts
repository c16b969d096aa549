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

/** Something that goes through a slot. */
export interface Exchange {
  readonly kind: 'request' | 'socket';
  /** Since when it waits for the first byte of an answer, as `performance.now()`; undefined where it does not. */
  waitingSince(): number | undefined;
  /** Ends it, visibly for the client. */
  abort(): void;
}

/** One slot as the router sees it: its connections, what goes through it, and how it is drained. */
export class UpstreamLoad {
  readonly upstream: Upstream;
  readonly connections = new UpstreamConnections();
  readonly figures = new UpstreamFigures();
  readonly agent = new UpstreamAgent(
    { keepAlive: true, maxFreeSockets: maximumIdleConnections, timeout: idleMilliseconds },
    this.connections,
  );
  readonly #exchanges = new Set<Exchange>();
  #deadline: NodeJS.Timeout | undefined;
  #onEmpty: () => void = () => {};

  constructor(upstream: Upstream) {
    this.upstream = upstream;
  }

  get isEmpty(): boolean {
    return this.#exchanges.size === 0;
  }

  traffic(): UpstreamTraffic {
    const sockets = [...this.#exchanges].filter(({ kind }) => kind === 'socket').length;
    const active = this.#exchanges.size - sockets;
    return {
      ...this.upstream,
      ...this.figures.all(),
      waiting: this.#waiting(),
      active,
      sockets,
      ...this.connections.figures(),
    };
  }

  /** Takes what begins. Returns the function to call when it ends. */
  begin(exchange: Exchange): () => void {
    this.#exchanges.add(exchange);
    return () => {
      this.#exchanges.delete(exchange);
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
