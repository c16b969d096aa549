import { type AnySubject, beginning } from './fold.ts';
import { type FoldedSubject, foldSubject, type StateSource } from './foldedSubject.ts';
import type { Versioned } from './subject.ts';

/** The committed state of every stream: folded when its subject is first asked for, then moved along by each commit. */
export class StreamStates {
  readonly #source: StateSource;
  readonly #folded = new Map<string, FoldedSubject>();

  constructor(source: StateSource) {
    this.#source = source;
  }

  /** All streams of a subject by id. */
  all(subject: AnySubject): ReadonlyMap<string, Versioned<unknown>> {
    return this.#of(subject).states;
  }

  get(subject: AnySubject, id: string): Versioned<unknown> {
    return this.#of(subject).states.get(id) ?? beginning(subject);
  }

  /** Takes what a commit made of a stream. */
  set(subject: AnySubject, id: string, state: Versioned<unknown>): void {
    const folded = this.#of(subject);
    folded.unkept += Math.max(0, state.version - (folded.states.get(id)?.version ?? 0));
    folded.states.set(id, state);
    folded.changed.add(id);
  }

  /** The subjects that somebody has asked for. */
  folded(): readonly FoldedSubject[] {
    return [...this.#folded.values()];
  }

  #of(subject: AnySubject): FoldedSubject {
    let folded = this.#folded.get(subject.name);
    if (!folded) {
      folded = foldSubject(subject, this.#source);
      this.#folded.set(subject.name, folded);
    }
    return folded;
  }
}
