import type { EventDraft } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { HeldLease, LeaseBook, LeaseEnd, LeaseRequest } from './leaseBook.ts';
import { firstInTheWay, waiterInTheWay } from './leaseConflicts.ts';
import { leaseEnded, leaseGranted, leaseRenewed, waitEnded } from './leaseEvents.ts';

/** Who speaks of a lease; without a holder it is an operator. */
export interface Claimant {
  readonly holder?: string | undefined;
  readonly fence?: number | undefined;
}

/** When something granted at this moment ends without a sign of life. */
export type ExpiryOf = (seconds: number) => string;

/**
 * Ends leases and waiting, and gives what is free to those who wait, in the order of asking. What has ended already is
 * left alone, so that asking twice changes nothing more.
 */
export function decideEnds(
  book: LeaseBook,
  ids: ReadonlySet<string>,
  { how, reason }: { readonly how: LeaseEnd; readonly reason: string | null },
  expiryOf: ExpiryOf,
): EventDraft[] {
  const ending = book.held.filter(({ id }) => ids.has(id));
  const leaving = book.waiting.filter(({ id }) => ids.has(id));
  if (ending.length + leaving.length === 0) return [];
  const left = {
    lastFence: book.lastFence,
    held: book.held.filter(({ id }) => !ids.has(id)),
    waiting: book.waiting.filter(({ id }) => !ids.has(id)),
  };
  return [
    ...ending.map((lease) => leaseEnded(how, lease, reason)),
    ...leaving.map((request) => waitEnded(request, how, reason)),
    ...grants(left, expiryOf),
  ];
}

/** One after the other: who is granted something may be in the way of the next. */
function grants(
  { held, waiting, lastFence }: Pick<LeaseBook, 'held' | 'waiting' | 'lastFence'>,
  expiryOf: ExpiryOf,
): EventDraft[] {
  const drafts: EventDraft[] = [];
  const holding = [...held];
  const ahead: LeaseRequest[] = [];
  for (const request of waiting) {
    if (firstInTheWay(holding, request) || waiterInTheWay(ahead, request)) {
      ahead.push(request);
      continue;
    }
    const fence = lastFence + drafts.length + 1;
    holding.push({ ...request, fence, takenAt: request.askedAt });
    drafts.push(leaseGranted(request, fence, expiryOf(request.seconds)));
  }
  return drafts;
}

/**
 * Gives a lease back, or leaves the line.
 * @throws {Refusal} `not-found`, `lease-lost` where it ended, `not-allowed` where it is another agent's
 */
export function decideRelease(
  book: LeaseBook,
  id: string,
  asked: Claimant & { readonly reason: string | null },
  expiryOf: ExpiryOf,
): EventDraft[] {
  const own = entryOf(book, id, asked);
  const how = asked.holder === undefined ? 'revoked' : 'released';
  return decideEnds(book, new Set([own.id]), { how, reason: asked.reason }, expiryOf);
}

/**
 * Holds a lease for longer, from now on.
 * @throws {Refusal} as `decideRelease`
 */
export function decideRenew(
  book: LeaseBook,
  id: string,
  asked: Claimant & { readonly seconds: number | undefined },
  expiryOf: ExpiryOf,
): EventDraft[] {
  const own = entryOf(book, id, asked);
  const seconds = asked.seconds ?? own.seconds;
  return [leaseRenewed(id, seconds, expiryOf(seconds))];
}

/** The lease or request with this id, while it is the asker's. */
function entryOf(book: LeaseBook, id: string, { holder, fence }: Claimant): HeldLease | LeaseRequest {
  const entry = book.held.find((one) => one.id === id) ?? book.waiting.find((one) => one.id === id);
  if (!entry) throw lostOrUnknown(book, id);
  if (holder !== undefined && entry.holder !== holder)
    throw new Refusal('not-allowed', `The lease ${id} is held by ${entry.holder}, not by ${holder}.`, {
      holder: entry.holder,
    });
  if (fence !== undefined && 'fence' in entry && entry.fence !== fence)
    throw new Refusal('lease-lost', `The lease ${id} has the fence ${entry.fence}, not ${fence}.`, {
      fence: entry.fence,
    });
  return entry;
}

function lostOrUnknown(book: LeaseBook, id: string): Refusal {
  const known = /^\d+$/.test(id) && Number(id) <= book.lastId;
  if (!known) return new Refusal('not-found', `There is no lease ${id}.`);
  const lost = book.ended.findLast((lease) => lease.id === id);
  const when = lost ? `: it was ${spokenEnd[lost.how]} at ${lost.endedAt}` : '';
  return new Refusal(
    'lease-lost',
    `The lease ${id} has ended${when}. Stop the work that it covered, take the lease again, and look at what others changed meanwhile.`,
  );
}

const spokenEnd: Readonly<Record<LeaseEnd, string>> = {
  released: 'released',
  revoked: 'taken away',
  expired: 'out of time',
  'failed-over': 'given back because its holder counted as gone',
};
