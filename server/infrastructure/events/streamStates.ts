import type { SwarmEvent } from '../../protocol/events.ts';
import type { Subject, Versioned } from './subject.ts';

/** Any subject; `evolve` of one is only ever given states that the same one made. */
export type AnySubject = Subject<unknown>;

/** `agent/Agent-3` → `['agent', 'Agent-3']`: the subject's name ends at the first slash. */
function splitStream(stream: string): readonly [name: string, id: string] {
  const slash = stream.indexOf('/');
  return [stream.slice(0, slash), stream.slice(slash + 1)];
}

export function streamOf(subject: AnySubject, id: string): string {
  return `${subject.name}/${id}`;
}

/** State and version after some events of one stream. */
export function fold(
  subject: AnySubject,
  from: Versioned<unknown>,
  events: readonly SwarmEvent[],
): Versioned<unknown> {
  let { state, version } = from;
  for (const event of events) {
    state = subject.evolve(state, event);
    version = event.version;
  }
  return { state, version };
}

/** The committed state of every stream, folded from the log once and then moved along by each commit. */
export class StreamStates {
  readonly #folded = new Map<string, Map<string, Versioned<unknown>>>();
  /** Events of subjects nobody has asked for yet: which code folds them is known at the first question. */
  readonly #unfolded = new Map<string, SwarmEvent[]>();

  constructor(subjects: readonly AnySubject[]) {
    for (const subject of subjects) this.#folded.set(subject.name, new Map());
    this.#subjects = new Map(subjects.map((subject) => [subject.name, subject]));
  }
  readonly #subjects: Map<string, AnySubject>;

  /** Takes an event from the log at start. */
  replay(event: SwarmEvent): void {
    const [name, id] = splitStream(event.stream);
    const subject = this.#subjects.get(name);
    if (subject) {
      const states = this.all(subject);
      states.set(id, fold(subject, states.get(id) ?? { state: subject.initial, version: 0 }, [event]));
      return;
    }
    const waiting = this.#unfolded.get(name);
    if (waiting) waiting.push(event);
    else this.#unfolded.set(name, [event]);
  }

  /** All streams of a subject by id. */
  all(subject: AnySubject): Map<string, Versioned<unknown>> {
    const present = this.#folded.get(subject.name);
    if (present) return present;
    const states = new Map<string, Versioned<unknown>>();
    this.#folded.set(subject.name, states);
    this.#subjects.set(subject.name, subject);
    const events = this.#unfolded.get(subject.name) ?? [];
    this.#unfolded.delete(subject.name);
    for (const event of events) this.replay(event);
    return states;
  }

  get(subject: AnySubject, id: string): Versioned<unknown> {
    return this.all(subject).get(id) ?? { state: subject.initial, version: 0 };
  }
}
