import type { EventLog } from './eventLog.ts';
import type { FoldedSubject } from './foldedSubject.ts';
import { restOrEnd } from './restOrEnd.ts';
import type { SnapshotTable, StateToKeep } from './snapshotTable.ts';
import type { StreamStates } from './streamStates.ts';

export interface SnapshotKeeperParts {
  readonly log: Pick<EventLog, 'lastSeq' | 'lastHash' | 'forgetOldKeys'>;
  readonly states: Pick<StreamStates, 'folded'>;
  readonly table: SnapshotTable;
  /** Events that are not kept yet before states are kept again (default 5000): about so many are folded at a start. */
  readonly every?: number | undefined;
  /** Told why states could not be kept; they are folded from the log at the next start. */
  readonly onError?: ((error: unknown) => void) | undefined;
}

const defaultEvery = 5000;
/** Streams of one transaction at most. */
const largestSlice = 200;
/** What a transaction is to take: no request is answered meanwhile. */
const sliceMilliseconds = 5;
const pauseMilliseconds = 5;
const lookMilliseconds = 5000;

/** Keeps the states that have changed, some at a time, whenever the log has grown by so many events. */
export class SnapshotKeeper {
  readonly #parts: SnapshotKeeperParts;
  /** Subjects whose states cannot be kept. */
  readonly #given = new Set<string>();
  readonly #look: NodeJS.Timeout;
  readonly #closing = new AbortController();
  #sliceSize = 20;
  #running: Promise<void> | undefined;

  constructor(parts: SnapshotKeeperParts) {
    this.#parts = parts;
    // What had to be folded when a subject was first asked for is kept even when nothing happens afterwards.
    this.#look = setInterval(() => this.grown(), lookMilliseconds).unref();
  }

  /** Looks whether enough has happened since. */
  grown(): void {
    if (this.#isClosed || this.#running !== undefined) return;
    const unkept = this.#subjects().reduce((sum, subject) => sum + subject.unkept, 0);
    if (unkept < (this.#parts.every ?? defaultEvery)) return;
    this.#running = this.#keep()
      .catch((error: unknown) => this.#parts.onError?.(error))
      .finally(() => {
        this.#running = undefined;
      });
  }

  /** Resolves when nothing is being kept. */
  async idle(): Promise<void> {
    await this.#running;
  }

  /** Stops after the present slice. What is half done is harmless: each state stands for itself. */
  async close(): Promise<void> {
    this.#closing.abort();
    clearInterval(this.#look);
    await this.#running;
  }

  async #keep(): Promise<void> {
    const { log, table } = this.#parts;
    const position = { seq: log.lastSeq, hash: log.lastHash };
    const done: FoldedSubject[] = [];
    for (const folded of this.#subjects()) {
      // Also after a failure the next attempt waits for new events.
      folded.unkept = 0;
      if (await this.#keepSubject(folded)) done.push(folded);
    }
    if (this.#isClosed) return;
    table.complete(
      done.map(({ subject }) => subject),
      position,
    );
    log.forgetOldKeys();
  }

  #subjects(): readonly FoldedSubject[] {
    return this.#parts.states.folded().filter(({ subject }) => !this.#given.has(subject.name));
  }

  /** False where its states cannot be kept, or not all of them were. */
  async #keepSubject({ subject, states, changed }: FoldedSubject): Promise<boolean> {
    const ids = [...changed];
    while (ids.length > 0) {
      if (this.#isClosed) return false;
      const slice = ids.splice(0, this.#sliceSize);
      try {
        this.#keepSlice(subject.name, slice, states);
      } catch (error) {
        this.#giveUp(subject.name, error);
        return false;
      }
      // At once: a change from now on makes the stream differ again.
      for (const id of slice) changed.delete(id);
      await restOrEnd(pauseMilliseconds, this.#closing.signal);
    }
    return true;
  }

  #keepSlice(subject: string, ids: readonly string[], states: FoldedSubject['states']): void {
    const start = performance.now();
    this.#parts.table.keep(
      ids.flatMap((id): StateToKeep[] => {
        const state = states.get(id);
        return state ? [{ subject, id, state }] : [];
      }),
    );
    const took = performance.now() - start;
    const fitting = Math.floor((ids.length * sliceMilliseconds) / took);
    // Towards what fits, as some states are far larger than others.
    this.#sliceSize = Math.max(1, Math.min(fitting, 2 * this.#sliceSize, largestSlice));
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  #giveUp(subject: string, error: unknown): void {
    // A full disk is no property of the subject; that data are not plain is.
    if (error instanceof TypeError) {
      this.#given.add(subject);
      this.#parts.table.drop(subject, error.message);
    }
    this.#parts.onError?.(error);
  }
}
