import { Agent } from 'node:http';
import type { Upstream, UpstreamTraffic } from './trafficRouter.ts';

/**
 * Idle connections to a slot are closed before most servers close theirs (Node's after 5 s), so that few requests meet
 * a connection that is being closed.
 */
const idleMilliseconds = 3000;
const maximumIdleConnections = 256;

/** Something that goes through a slot. */
export interface Exchange {
  readonly kind: 'request' | 'socket';
  /** Ends it, visibly for the client. */
  abort(): void;
}

/** One slot as the router sees it: its connections, what goes through it, and how it is drained. */
export class UpstreamLoad {
  readonly upstream: Upstream;
  readonly agent = new Agent({
    keepAlive: true,
    maxFreeSockets: maximumIdleConnections,
    timeout: idleMilliseconds,
  });
  readonly #exchanges = new Set<Exchange>();
  #requests = 0;
  #failures = 0;
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
    return { ...this.upstream, requests: this.#requests, failures: this.#failures, active, sockets };
  }

  /** Counts what begins. Returns the function to call when it ends. */
  begin(exchange: Exchange): () => void {
    this.#requests += 1;
    this.#exchanges.add(exchange);
    return () => {
      this.#exchanges.delete(exchange);
      if (this.isEmpty) this.#onEmpty();
    };
  }

  failed(): void {
    this.#failures += 1;
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
}
