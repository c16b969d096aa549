import type { EventDraft, Subject } from '../events/subject.ts';

/** A branch whose commit is another one; null where there was or is no branch. */
export interface RefMove {
  readonly branch: string;
  readonly from: string | null;
  readonly to: string | null;
}

const namedMoves = 100;

/** The first moves, and how many more there were: a clone of ten thousand branches is one event. */
export function refsMoved(moves: readonly RefMove[]): EventDraft {
  const omitted = Math.max(0, moves.length - namedMoves);
  return { type: 'refs.moved', data: { moves: moves.slice(0, namedMoves), omitted } };
}

/** The stream `refs/heads`: what git did to branches without the service. Git alone knows where they are. */
export const refSubject: Subject<null> = { name: 'refs', initial: null, evolve: () => null };
