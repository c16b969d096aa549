import type { EventDraft, Subject } from '../../events/subject.ts';
import type { NamedPair } from './branchPairs.ts';

/** Why two branches conflict no longer. */
export type GoneReason = 'resolved' | 'merged' | 'inactive' | 'deleted';

/** What the log knows of two branches; `names` where they conflict. */
export interface ConflictState {
  readonly names: readonly [a: string, b: string] | undefined;
}

const namedFiles = 20;

/** The first files, and how many more there are: the log keeps it for ever. */
export function conflictAppeared({ a, b }: NamedPair, files: readonly string[]): EventDraft {
  const omitted = Math.max(0, files.length - namedFiles);
  return { type: 'conflict.appeared', data: { a, b, files: files.slice(0, namedFiles), omitted } };
}

export function conflictGone(a: string, b: string, reason: GoneReason): EventDraft {
  return { type: 'conflict.gone', data: { a, b, reason } };
}

/** Streams `conflict/<a> <b>`. */
export const conflictSubject: Subject<ConflictState> = {
  name: 'conflict',
  initial: { names: undefined },
  evolve(state, { type, data }) {
    if (type === 'conflict.appeared') return { names: [String(data['a']), String(data['b'])] };
    return type === 'conflict.gone' ? { names: undefined } : state;
  },
};
