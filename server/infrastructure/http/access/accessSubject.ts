import type { ProblemCode } from '../../../protocol/problem.ts';
import type { EventDraft, Subject } from '../../events/subject.ts';

/** A request that somebody had no right to. */
export interface Denial {
  /** Method and path as the route table writes them: no part of them comes from the request. */
  readonly route: string;
  readonly code: ProblemCode;
  /** The sentence of the refusal. */
  readonly detail: string;
}

/** When each kind of denial was last written down, in milliseconds, by `denialKind`. */
export type AccessHistory = Readonly<Record<string, number>>;

/** Equal denials of one caller are written down once in that many milliseconds, with their number. */
const quietMilliseconds = 3_600_000;

/** What makes two denials equal. */
export function denialKind({ route, code }: Pick<Denial, 'route' | 'code'>): string {
  return `${code} ${route}`;
}

/** Streams `access/<who>`: what was denied to somebody. */
export const accessSubject: Subject<AccessHistory> = {
  name: 'access',
  initial: {},
  evolve(state, { type, data, time }) {
    if (type !== 'access.denied') return state;
    return { ...state, [`${String(data['code'])} ${String(data['route'])}`]: Date.parse(time) };
  },
};

/**
 * Writes a denial down where none like it was lately.
 * @param count denials like it since the last one that was written down, this one included
 */
export function decideDenial(state: AccessHistory, denial: Denial, count: number, now: number): EventDraft[] {
  const kind = denialKind(denial);
  const last = Object.hasOwn(state, kind) ? state[kind] : undefined;
  // A clock that was put back must not silence denials until it has caught up.
  if (last !== undefined && now >= last && now - last < quietMilliseconds) return [];
  return [accessDenied(denial, count)];
}

export function accessDenied({ route, code, detail }: Denial, count: number): EventDraft {
  return { type: 'access.denied', data: { route, code, detail, count } };
}
