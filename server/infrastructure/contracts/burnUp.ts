import type { SwarmEvent } from '../../protocol/events.ts';
import type { BurnUpPoint } from '../../protocol/ledger.ts';
import type { ContractState } from './contractState.ts';
import { contractSubject } from './contractSubject.ts';

/** The course of a contract up to an event of its stream. */
export interface BurnUpCourse {
  readonly seq: number;
  readonly state: ContractState;
  /** Where it was different from the one before. */
  readonly points: readonly BurnUpPoint[];
}

export const noCourse: BurnUpCourse = { seq: 0, state: contractSubject.initial, points: [] };

/** Points that a chart of some hundred pixels can show. */
const most = 500;

/** The course after another event. */
export function withEvent(course: BurnUpCourse, event: SwarmEvent): BurnUpCourse {
  const state = contractSubject.evolve(course.state, event);
  const point = pointOf(state, event.time);
  const last = course.points.at(-1);
  const { seq } = event;
  if (!point || (last && isEqual(last, point))) return { ...course, seq, state };
  return { seq, state, points: thinned([...course.points, point]) };
}

/** At most 500 points, the last one always among them. */
export function burnUpSeries({ points }: BurnUpCourse): BurnUpPoint[] {
  return bucketed(points);
}

/** Credits without a task are scope that was never a task. */
function pointOf(state: ContractState, time: string): BurnUpPoint | undefined {
  if (!state.opened) return undefined;
  const { progress, books } = state;
  const direct = books.sums.earned - progress.credited;
  return {
    time,
    scope: progress.scope + direct,
    submitted: progress.submitted + direct,
    credited: books.sums.earned,
  };
}

function isEqual(one: BurnUpPoint, other: BurnUpPoint): boolean {
  return one.scope === other.scope && one.submitted === other.submitted && one.credited === other.credited;
}

/** Keeps memory bounded however long the course is. */
function thinned(points: readonly BurnUpPoint[]): readonly BurnUpPoint[] {
  return points.length > 2 * most ? bucketed(points) : points;
}

/** Of points closer together than the 500th part of the time the last one counts. */
function bucketed(points: readonly BurnUpPoint[]): BurnUpPoint[] {
  if (points.length <= most) return [...points];
  const first = Date.parse(points[0]?.time ?? '');
  const span = Date.parse(points.at(-1)?.time ?? '') - first;
  const buckets = new Map<number, BurnUpPoint>();
  for (const [index, point] of points.entries()) {
    // Without a span of time, or under a clock that was put back, their number has to do.
    const share = span > 0 ? (Date.parse(point.time) - first) / span : index / points.length;
    buckets.set(Math.floor(Math.min(1, Math.max(0, share)) * (most - 1)), point);
  }
  return [...buckets.values()];
}
