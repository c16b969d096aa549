import type { AccessRole } from '../../protocol/accessRole.ts';
import type { SwarmEvent } from '../../protocol/events.ts';

/** An event as a decision asks for it; the log adds position, time and hash. */
export interface EventDraft {
  readonly type: string;
  readonly data: Record<string, unknown>;
}

/** A kind of thing that has a history, e.g. `agent`. Its streams are named `<name>/<id>`. Pure. */
export interface Subject<State> {
  readonly name: string;
  readonly initial: State;
  /** Raised when `evolve` makes another state of the same events (default 1): states kept before are folded anew then. */
  readonly schema?: number;
  evolve(state: State, event: SwarmEvent): State;
}

/** Who asks, and under which key a repetition is recognised. */
export interface CommandMeta {
  readonly actor: string;
  /** Whether a personal token proves that it is the actor who asks. */
  readonly verified?: boolean;
  /** What the caller's token lets it do; absent where the service acts of its own accord. */
  readonly role?: AccessRole;
  /** Client's idempotency key with a hash of its request; absent for the service's own commands. */
  readonly idempotency?: { readonly key: string; readonly requestHash: string };
}

export interface Versioned<State> {
  readonly state: State;
  /** Number of events of the stream that are folded into `state`; 0 before the first. */
  readonly version: number;
}

/**
 * Decides and remembers. The one place where state changes: decide against the state, append what was decided,
 * fold it, tell the listeners; in that order, each step only after the one before.
 */
export interface CommandStore {
  /**
   * Runs `decide` against the newest state and appends its events; resolves after they are durable. An empty decision
   * appends nothing. A repeated idempotency key decides nothing again and resolves with the present state.
   * @throws {Refusal} what `decide` throws, or `idempotency-key-reused`
   */
  execute<State>(
    subject: Subject<State>,
    id: string,
    decide: (state: State, version: number) => readonly EventDraft[],
    meta: CommandMeta,
  ): Promise<Versioned<State>>;
  /** Committed state of one stream; `initial` at version 0 where it has no events. */
  get<State>(subject: Subject<State>, id: string): Versioned<State>;
  /** Committed states of all streams of a subject, by id. */
  all<State>(subject: Subject<State>): ReadonlyMap<string, Versioned<State>>;
  /** Called after COMMIT with every event, in order of `seq`. Returns the function that ends it. */
  onCommitted(listener: (event: SwarmEvent) => void): () => void;
}
