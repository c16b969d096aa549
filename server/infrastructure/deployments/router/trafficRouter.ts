import type { LatencyCounts } from './latencyCounts.ts';

/** An instance of a slot that takes requests: it listens on this port of 127.0.0.1. */
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
  /**
   * Every slot of the environment and team that serves. The requests of one that is here with several ports go round among
   * these instances; where one refuses the connection the next is asked.
   */
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

/** Answers by the class of their status. */
export type AnswerCounts = Readonly<Record<'1xx' | '2xx' | '3xx' | '4xx' | '5xx', number>>;

/** What goes through one instance of a slot, and what went through it since the router knows it: two reports subtract to a span. */
export interface UpstreamTraffic extends Upstream {
  /** Whether the route still names it: else it is told of until nothing goes through it. */
  readonly serves: boolean;
  /** When that was, in milliseconds of the epoch: with another moment the counts began anew. */
  readonly since: number;
  /** Requests so far, upgrades included. */
  readonly requests: number;
  /** Those of them that got no whole answer because of the slot. */
  readonly failures: number;
  /** Those that failed or were answered with 5xx, each once. */
  readonly errors: number;
  /** Answers whose head has come from the slot. */
  readonly answers: AnswerCounts;
  /** Times until the first byte of an answer, upgrades left out; null where the router does not measure them. */
  readonly firstByte: LatencyCounts | null;
  /** How long the requests that have none yet are waiting; null where the router does not measure it. */
  readonly waiting: LatencyCounts | null;
  /** Requests under way. */
  readonly active: number;
  /** Upgraded connections that are open. */
  readonly sockets: number;
  /** Connections to the slot, idle ones included. */
  readonly connections: number;
  readonly receivedBytes: number;
  readonly sentBytes: number;
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
  /**
   * Calls back when what leads requests has died, where that can be told at once: it then needs its routes again.
   * Returns the function that ends it.
   */
  onDied?(listener: () => void): () => void;
}
