import type { SwarmEvent } from '../../protocol/events.ts';
import type { Subject, Versioned } from './subject.ts';

/** Any subject; `evolve` of one is only ever given states that the same one made. */
export type AnySubject = Subject<unknown>;

export function streamOf(subject: AnySubject, id: string): string {
  return `${subject.name}/${id}`;
}

/** A stream without events. */
export function beginning(subject: AnySubject): Versioned<unknown> {
  return { state: subject.initial, version: 0 };
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
