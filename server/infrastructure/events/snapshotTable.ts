import type { ChainPosition } from './hashChain.ts';
import type { Subject, Versioned } from './subject.ts';

/** The streams of a subject as they were kept. */
export interface KeptStates {
  /** All events of the subject up to here are in the states; of some streams later ones too. */
  readonly seq: number;
  readonly states: Map<string, Versioned<unknown>>;
}

/** A stream's state on its way into the table. */
export interface StateToKeep {
  readonly subject: string;
  readonly id: string;
  readonly state: Versioned<unknown>;
}

/** The part of a subject that says which states are its own: those of another schema are not. */
export type KeptSubject = Pick<Subject<unknown>, 'name' | 'schema'>;

/**
 * States kept beside the log, so that a start folds only what came after. Nothing is lost with them: whatever is missing
 * or does not fit is folded from the log again.
 */
export interface SnapshotTable {
  /** What is kept of a subject; undefined where it is nothing, or not to be used. */
  read(subject: KeptSubject): KeptStates | undefined;
  /**
   * Keeps states, all of them or none.
   * @throws {TypeError} a state does not come back as it was
   */
  keep(states: readonly StateToKeep[]): void;
  /** Says that the states of these subjects have all events up to a position, and that the log is right up to it. */
  complete(subjects: readonly KeptSubject[], position: ChainPosition): void;
  /** How far the log was known to be right. */
  verified(): ChainPosition | undefined;
  /** Has the next start check the whole log. */
  distrust(): void;
  /**
   * Drops what is kept of a subject.
   * @param why ends a sentence for the log of the service
   */
  drop(subject: string, why: string): void;
}
