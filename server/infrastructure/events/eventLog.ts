import type { SwarmEvent } from '../../protocol/events.ts';
import type { ChainPosition } from './hashChain.ts';

/** That a mutation was done under a client's key, stored with the events it made. */
export interface IdempotencyRecord {
  readonly key: string;
  /** Hash of the request the key first came with: the same key with another request is refused. */
  readonly requestHash: string;
  readonly stream: string;
  /** Last event the mutation made. */
  readonly seq: number;
}

/** What is appended together or not at all. */
export interface EventBatch {
  /** Consecutive in `seq`, chained by `hash`, the first following the log's last event. */
  readonly events: readonly SwarmEvent[];
  readonly keys: readonly IdempotencyRecord[];
}

/** Keys remembered: a repetition later than this many keyed mutations is decided anew. */
export const rememberedKeys = 100_000;

/** The append-only log of everything that happened. One implementation per database. */
export interface EventLog {
  /** Position of the last committed event; 0 in an empty log. */
  readonly lastSeq: number;
  /** Hash of the last committed event; the genesis hash in an empty log. */
  readonly lastHash: string;
  /**
   * Makes the batch durable; resolves after COMMIT.
   * @throws {EventLogError} `conflict` where another append came first, `unwritable` where the medium refuses;
   * nothing of the batch is in the log then
   */
  append(batch: EventBatch): Promise<void>;
  /** Events after a position, oldest first, at most `limit`; of one stream where it is named. */
  read(after: number, limit: number, stream?: string): Promise<readonly SwarmEvent[]>;
  /**
   * Events of all streams of a subject after a position, each stream's in order. At once, since the first question for a
   * state is answered in the caller's turn; one at a time, since there may be a million.
   */
  eventsOf(subject: string, after: number): Iterable<SwarmEvent>;
  /** Hash of the event at a position, the genesis hash before the first; undefined where there is none. */
  hashAt(seq: number): string | undefined;
  /** The newest idempotency records, oldest first. */
  keys(): Iterable<IdempotencyRecord>;
  /** Drops idempotency records but the newest `rememberedKeys`. */
  forgetOldKeys(): void;
  /**
   * Checks that events follow from each other, from a position that is known to be right (default: all of them).
   * @param limit number of events to check (default: to the end)
   * @returns the last event checked
   * @throws {EventLogError} `tampered`, naming the first event that does not follow from the one before
   */
  verify(from?: ChainPosition, limit?: number): Promise<ChainPosition>;
  close(): Promise<void>;
}

/** What is wrong with a log that somebody else wrote to; `what` ends a sentence. */
export function tampered(what: string): EventLogError {
  return new EventLogError(
    'tampered',
    `The event log was changed from outside: ${what}. Restore it from a backup, or move the file away to start a new one.`,
  );
}

export type EventLogFailure =
  | 'owned'
  | 'conflict'
  | 'tampered'
  | 'newer-schema'
  | 'unwritable'
  | 'unreadable';

/** The log cannot be used as asked; `message` is a sentence for a person. */
export class EventLogError extends Error {
  override readonly name = 'EventLogError';
  readonly reason: EventLogFailure;
  constructor(reason: EventLogFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}
