/** A slot that takes requests: it listens on this port of 127.0.0.1. */
export interface Upstream {
  readonly slot: string;
  readonly port: number;
}

/** Where the requests of one environment and team go. */
export interface Route {
  /** `environment/team`. */
  readonly id: string;
  /** The stable port on 127.0.0.1. */
  readonly port: number;
  /** Every slot of the environment and team that serves. */
  readonly upstreams: readonly Upstream[];
  /** The slot that gets the requests. */
  readonly live: string;
  /** A slot that gets this part of them instead. */
  readonly canary: { readonly slot: string; readonly percent: number } | null;
  /** A slot kept warm: it takes what the live slot refused before a byte was sent. */
  readonly spare: string | null;
  /** Request header whose value names the slot to ask; null where there is none. */
  readonly previewHeader: string | null;
  /** Time that what goes on in a slot has after traffic left it. */
  readonly drainSeconds: number;
  /** Time that a slot may be silent before its answer begins. */
  readonly answerSeconds: number;
}

/** What goes through one slot. */
export interface UpstreamTraffic extends Upstream {
  /** Requests so far, upgrades included. */
  readonly requests: number;
  /** Those of them that got no whole answer because of the slot. */
  readonly failures: number;
  /** Requests under way. */
  readonly active: number;
  /** Upgraded connections that are open. */
  readonly sockets: number;
}

/** What goes through one route; slots that are still being drained included. */
export interface RouteTraffic {
  readonly id: string;
  /** Why nobody can reach it: a sentence; null where it is open. */
  readonly problem: string | null;
  readonly upstreams: readonly UpstreamTraffic[];
}

/** What leads requests to slots. It outlives the service, as the slots do. */
export interface TrafficRouter {
  /**
   * Makes these the routes, each in one step: a request goes by the old route or by the new one. What is under way stays
   * where it is until it ends or its time to drain is over. Without routes nothing is left running.
   * @throws {Error} a sentence why that cannot be done
   */
  apply(routes: readonly Route[]): Promise<readonly RouteTraffic[]>;
  /**
   * What goes through; nothing where no router runs.
   * @throws {Error} it does not answer
   */
  traffic(): Promise<readonly RouteTraffic[]>;
}
