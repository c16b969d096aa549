import type { EventDraft } from '../../events/subject.ts';
import { Refusal } from '../../refusal.ts';
import type { HeldLease, LeaseBook, LeaseRequest } from './leaseBook.ts';
import { holderInTheWay, waitCircle, waiterInTheWay } from './leaseConflicts.ts';
import { leaseAsked, leaseRenewed, leaseTaken } from './leaseEvents.ts';
import { spokenHolding, spokenTarget, spokenWaiting } from './leaseSentences.ts';
import type { LeaseTarget } from './leaseTarget.ts';

/** A request with everything filled in. */
export interface Take extends LeaseTarget {
  readonly holder: string;
  readonly seconds: number;
  readonly task: string | null;
  readonly reason: string | null;
  readonly wait: boolean;
  /** When it ends without a sign of life. */
  readonly expiresAt: string;
  /** When the leases of others end, where that is known better than from their events. */
  readonly endOf?: (lease: HeldLease) => string;
}

const mostPerHolder = 200;
const mostHeld = 20_000;
const mostWaiting = 500;

/**
 * Gives a lease where nobody else holds or waits for what overlaps it. Asked again by its holder it is renewed.
 * @throws {Refusal} `lease-held` with the holder, since when and until when; `lease-deadlock`; `conflict` at a bound
 */
export function decideTake(book: LeaseBook, take: Take): EventDraft[] {
  const own = sameOf(book.held, take) ?? sameOf(book.waiting, take);
  if (own) return [leaseRenewed(own.id, take.seconds, take.expiresAt)];
  refuseTooMany(book, take);
  const holder = holderInTheWay(book, take);
  const waiter = holder ? undefined : waiterInTheWay(book.waiting, take);
  if (!holder && !waiter) return [leaseTaken({ ...requestOf(book, take), fence: book.lastFence + 1 })];
  if (!take.wait) throw heldByOthers(take, holder, waiter);
  refuseDeadlock(book, take);
  return [leaseAsked(requestOf(book, take))];
}

/** The lease or request that the same request made before. */
export function sameOf<Entry extends LeaseRequest>(
  entries: readonly Entry[],
  { holder, kind, subject }: Pick<Take, 'holder' | 'kind' | 'subject'>,
): Entry | undefined {
  return entries.find((one) => one.holder === holder && one.kind === kind && one.subject === subject);
}

function requestOf({ lastId }: LeaseBook, take: Take): Omit<LeaseRequest, 'askedAt'> {
  const { kind, subject, globs, holder, seconds, task, reason, expiresAt } = take;
  return { id: String(lastId + 1), kind, subject, globs, holder, seconds, task, reason, expiresAt };
}

function refuseTooMany({ held, waiting }: LeaseBook, { holder, wait }: Take): void {
  const own = countOf(held, holder) + countOf(waiting, holder);
  if (own >= mostPerHolder)
    throw new Refusal('conflict', `${holder} holds or waits for ${own} leases: release some of them first.`);
  if (held.length >= mostHeld)
    throw new Refusal(
      'conflict',
      `${held.length} leases are held: some have to be released before another is given.`,
    );
  if (wait && waiting.length >= mostWaiting)
    throw new Refusal(
      'conflict',
      `${waiting.length} agents wait in line already: ask again later, without waiting.`,
    );
}

function countOf(entries: readonly LeaseRequest[], holder: string): number {
  return entries.reduce((count, one) => (one.holder === holder ? count + 1 : count), 0);
}

function heldByOthers(take: Take, holder: HeldLease | undefined, waiter: LeaseRequest | undefined): Refusal {
  const what = spokenTarget(take);
  if (!holder) {
    const { id = '', holder: agent = '' } = waiter ?? {};
    const who = waiter ? `${spokenTarget(waiter)}, which ${spokenWaiting(waiter)}` : 'what others wait for';
    return new Refusal(
      'lease-held',
      `${what} overlaps ${who}: it is that agent's turn first. Ask with wait to be next.`,
      {
        lease: id,
        waiting: agent,
      },
    );
  }
  const { id, fence, takenAt } = holder;
  const expiresAt = take.endOf?.(holder) ?? holder.expiresAt;
  const overlapping = holder.subject === take.subject ? what : `${what} overlaps ${spokenTarget(holder)}`;
  const message = `${overlapping}, which ${spokenHolding(holder, expiresAt)}. Work on something else, ask ${holder.holder} to release it, or ask with wait to be next.`;
  return new Refusal('lease-held', message, { lease: id, holder: holder.holder, fence, takenAt, expiresAt });
}

function refuseDeadlock(book: LeaseBook, take: Take): void {
  const circle = waitCircle(book, take);
  if (!circle) return;
  throw new Refusal(
    'lease-deadlock',
    `Waiting for ${spokenTarget(take)} would never end: ${circle.join(' waits for ')}. Release what ${take.holder} holds first.`,
    { circle },
  );
}
