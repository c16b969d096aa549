import { heldNear } from './heldIndex.ts';
import type { HeldLease, LeaseBook, LeaseRequest } from './leaseBook.ts';
import { type LeaseTarget, targetsCollide } from './leaseTarget.ts';

/** What somebody wants to hold. */
export interface Wanted extends LeaseTarget {
  readonly holder: string;
}

/** The first lease of another agent that stands in the way. */
export function holderInTheWay(book: Pick<LeaseBook, 'held'>, wanted: Wanted): HeldLease | undefined {
  return firstInTheWay(heldNear(book.held, wanted), wanted);
}

/** The first of these leases that another agent has and that stands in the way. */
export function firstInTheWay(leases: readonly HeldLease[], wanted: Wanted): HeldLease | undefined {
  return leases.find((lease) => lease.holder !== wanted.holder && targetsCollide(lease, wanted));
}

/** The first agent that waits for what overlaps: who comes later must not overtake it. */
export function waiterInTheWay(waiting: readonly LeaseRequest[], wanted: Wanted): LeaseRequest | undefined {
  return waiting.find((request) => request.holder !== wanted.holder && targetsCollide(request, wanted));
}

/**
 * Agents that would wait for one another if this one waited: from it to the one that waits for it; undefined where
 * there is no such circle. Waiting begins only here, so that a circle that is never let begin never exists.
 */
export function waitCircle(book: LeaseBook, wanted: Wanted): readonly string[] | undefined {
  const seen = new Set<string>();
  const search = (
    trail: readonly string[],
    from: Wanted,
    before: readonly LeaseRequest[],
  ): string[] | undefined => {
    for (const agent of agentsBefore(book, from, before)) {
      if (agent === wanted.holder) return [...trail, agent];
      if (seen.has(agent)) continue;
      seen.add(agent);
      const found = circleOf(agent, [...trail, agent]);
      if (found) return found;
    }
    return undefined;
  };
  const circleOf = (agent: string, trail: readonly string[]): string[] | undefined => {
    for (const [at, request] of book.waiting.entries()) {
      if (request.holder !== agent) continue;
      const found = search(trail, request, book.waiting.slice(0, at));
      if (found) return found;
    }
    return undefined;
  };
  return search([wanted.holder], wanted, book.waiting);
}

/** Agents that have to give something back before this can be granted. */
function agentsBefore(book: LeaseBook, wanted: Wanted, before: readonly LeaseRequest[]): Set<string> {
  const others = [...heldNear(book.held, wanted), ...before].filter(
    (one) => one.holder !== wanted.holder && targetsCollide(one, wanted),
  );
  return new Set(others.map(({ holder }) => holder));
}
