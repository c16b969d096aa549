import type { SwarmEvent } from '../../protocol/events.ts';
import { Refusal } from '../refusal.ts';
import { canonicalJson } from './canonicalJson.ts';
import { type EventLog, EventLogError } from './eventLog.ts';
import { type AnySubject, fold, streamOf } from './fold.ts';
import { GroupCommit, type PendingCommand } from './groupCommit.ts';
import { chainHash } from './hashChain.ts';
import { IdempotencyKeys, refuseReuse } from './idempotencyKeys.ts';
import { verifyEnd } from './knownHead.ts';
import { PrefixCheck } from './prefixCheck.ts';
import { SnapshotKeeper } from './snapshotKeeper.ts';
import type { SnapshotTable } from './snapshotTable.ts';
import { StreamStates } from './streamStates.ts';
import type { CommandMeta, CommandStore, EventDraft, Subject, Versioned } from './subject.ts';

export interface CommandStoreParts {
  readonly log: EventLog;
  /** Keeps states, so that a start need not fold and check the whole log; none by default. */
  readonly snapshots?: SnapshotTable;
  /** Events after which states are kept again. */
  readonly snapshotEvery?: number;
  readonly now?: () => Date;
  /** Told of every commit: number of events and how long it took. */
  readonly onBatch?: (events: number, seconds: number) => void;
  /** Told of a listener that threw; the others are still called. */
  readonly onListenerError?: (error: unknown) => void;
  /** Told of what fails beside the commands: states are not kept, the old part of the log is not checked. */
  readonly onBackgroundError?: (error: unknown) => void;
  /** Told when an old part of the log turns out to be changed from outside; from then on nothing is decided. */
  readonly onTampered?: (error: EventLogError) => void;
}

/**
 * Checks the log, its old part while commands are already decided, and gives the store that decides on it.
 * @throws {EventLogError} `tampered`
 */
export async function openCommandStore(parts: CommandStoreParts): Promise<LoggedCommandStore> {
  const { log, snapshots } = parts;
  const trusted = await verifyEnd(log, snapshots?.verified());
  const keys = new IdempotencyKeys();
  for (const record of log.keys()) keys.remember(record);
  return new LoggedCommandStore(parts, keys, new PrefixCheck(log, trusted));
}

/** The command store over an event log: decides in the caller's turn, answers after COMMIT. */
export class LoggedCommandStore implements CommandStore {
  readonly #parts: CommandStoreParts;
  readonly #states: StreamStates;
  readonly #keys: IdempotencyKeys;
  readonly #commit: GroupCommit;
  readonly #keeper: SnapshotKeeper | undefined;
  readonly #prefix: PrefixCheck;
  readonly #listeners = new Set<(event: SwarmEvent) => void>();
  /** The newest decision of each stream that is not durable yet. */
  readonly #tentative = new Map<string, PendingCommand>();
  /** Commands under a key that are not durable yet, by key. */
  readonly #pendingKeys = new Map<string, PendingCommand[]>();
  #closed = false;
  #wrong: EventLogError | undefined;

  constructor(parts: CommandStoreParts, keys: IdempotencyKeys, prefix: PrefixCheck) {
    this.#parts = parts;
    this.#states = new StreamStates(parts);
    this.#keys = keys;
    this.#keeper = this.#createKeeper();
    this.#prefix = prefix;
    prefix.start((error) => this.#distrust(error));
    this.#commit = new GroupCommit(parts.log, {
      committed: (commands) => this.#committed(commands),
      discarded: () => this.#discarded(),
      measured: (events, seconds) => parts.onBatch?.(events, seconds),
    });
  }

  async execute<State>(
    subject: Subject<State>,
    id: string,
    decide: (state: State, version: number) => readonly EventDraft[],
    meta: CommandMeta,
  ): Promise<Versioned<State>> {
    if (this.#closed)
      throw new Refusal('shutting-down', 'The service is stopping; ask again when it is back.');
    if (this.#wrong) throw this.#wrong;
    const stream = streamOf(subject, id);
    const repetition = this.#repetition(stream, meta);
    if (repetition !== undefined) {
      await repetition;
      return this.get(subject, id);
    }
    const waiting = this.#tentative.get(stream);
    const current = (waiting?.after ?? this.#states.get(subject, id)) as Versioned<State>;
    const drafts = decide(current.state, current.version);
    if (drafts.length === 0) {
      await waiting?.done.promise;
      return current;
    }
    const events = this.#chain(stream, current.version, drafts, meta.actor);
    const pending = this.#enqueue(subject, id, events, meta);
    await pending.done.promise;
    return pending.after as Versioned<State>;
  }

  get<State>(subject: Subject<State>, id: string): Versioned<State> {
    return this.#states.get(subject, id) as Versioned<State>;
  }

  all<State>(subject: Subject<State>): ReadonlyMap<string, Versioned<State>> {
    return this.#states.all(subject) as ReadonlyMap<string, Versioned<State>>;
  }

  onCommitted(listener: (event: SwarmEvent) => void): () => void {
    // Wrapped, so that the same function given twice is two listeners with two ends.
    const entry = (event: SwarmEvent) => listener(event);
    this.#listeners.add(entry);
    return () => this.#listeners.delete(entry);
  }

  /** Finishes what is decided and refuses what comes later. The log stays open: whoever opened it closes it. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#prefix.close();
    await this.#commit.drain();
    await this.#keeper?.close();
  }

  /** Resolves when the whole log is checked and no states are being kept. */
  async settled(): Promise<void> {
    await this.#prefix.done();
    await this.#keeper?.idle();
  }

  #createKeeper(): SnapshotKeeper | undefined {
    const { log, snapshots: table, snapshotEvery: every, onBackgroundError: onError } = this.#parts;
    return table && new SnapshotKeeper({ log, states: this.#states, table, every, onError });
  }

  /** From now on nothing is decided, and the next start checks the whole log and refuses it. */
  async #distrust(error: unknown): Promise<void> {
    if (!(error instanceof EventLogError)) {
      this.#parts.onBackgroundError?.(error);
      return;
    }
    this.#wrong = error;
    this.#parts.onTampered?.(error);
    await this.#keeper?.close();
    this.#parts.snapshots?.distrust();
  }

  /** Resolves when the first execution of a repeated request is durable; undefined where it is new. */
  #repetition(stream: string, meta: CommandMeta): Promise<void> | undefined {
    if (!meta.idempotency) return undefined;
    const { key, requestHash } = meta.idempotency;
    for (const pending of this.#pendingKeys.get(key) ?? []) {
      refuseReuse(key, pending.key?.requestHash ?? requestHash, requestHash);
      if (pending.stream === stream) return pending.done.promise;
    }
    return this.#keys.has(key, requestHash, stream) ? Promise.resolve() : undefined;
  }

  #chain(stream: string, version: number, drafts: readonly EventDraft[], actor: string): SwarmEvent[] {
    const time = (this.#parts.now?.() ?? new Date()).toISOString();
    let { seq, hash } = this.#commit.head;
    return drafts.map((draft, index) => {
      const dataText = canonicalJson(draft.data);
      seq += 1;
      const fields = { seq, stream, version: version + index + 1, type: draft.type, actor, time };
      hash = chainHash(hash, { ...fields, dataText });
      // Read back from its text: what listeners and states see is what a restart will read, and nobody else holds it.
      return { ...fields, data: JSON.parse(dataText) as Record<string, unknown>, hash };
    });
  }

  #enqueue(
    subject: AnySubject,
    id: string,
    events: readonly SwarmEvent[],
    meta: CommandMeta,
  ): PendingCommand {
    const stream = streamOf(subject, id);
    const before = this.#tentative.get(stream)?.after ?? this.#states.get(subject, id);
    const seq = events.at(-1)?.seq ?? 0;
    const pending: PendingCommand = {
      subject,
      id,
      stream,
      events,
      after: fold(subject, before, events),
      key: meta.idempotency && { ...meta.idempotency, stream, seq },
      done: Promise.withResolvers(),
    };
    this.#tentative.set(stream, pending);
    if (pending.key)
      this.#pendingKeys.set(pending.key.key, [...(this.#pendingKeys.get(pending.key.key) ?? []), pending]);
    this.#commit.add(pending);
    return pending;
  }

  #committed(commands: readonly PendingCommand[]): void {
    for (const command of commands) {
      this.#states.set(command.subject, command.id, command.after);
      if (this.#tentative.get(command.stream) === command) this.#tentative.delete(command.stream);
      if (command.key) this.#rememberKey(command, command.key.key);
      for (const event of command.events) this.#tell(event);
    }
    this.#keeper?.grown();
  }

  #rememberKey(command: PendingCommand, key: string): void {
    if (command.key) this.#keys.remember(command.key);
    const others = (this.#pendingKeys.get(key) ?? []).filter((pending) => pending !== command);
    if (others.length > 0) this.#pendingKeys.set(key, others);
    else this.#pendingKeys.delete(key);
  }

  #discarded(): void {
    this.#tentative.clear();
    this.#pendingKeys.clear();
  }

  #tell(event: SwarmEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event);
      } catch (error) {
        this.#parts.onListenerError?.(error);
      }
    }
  }
}
