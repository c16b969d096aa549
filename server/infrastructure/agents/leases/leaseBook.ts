import type { SwarmEvent } from '../../../protocol/events.ts';
import type { Subject } from '../../events/subject.ts';
import { handOver } from './heldIndex.ts';
import type { LeaseTarget } from './leaseTarget.ts';

/** What somebody asked to hold. */
export interface LeaseRequest extends LeaseTarget {
  readonly id: string;
  readonly holder: string;
  /** Silence of the holder after which it ends. */
  readonly seconds: number;
  readonly task: string | null;
  readonly reason: string | null;
  /** ISO 8601 in UTC. */
  readonly askedAt: string;
  /** When it ends without another sign of life, as known at its last event. */
  readonly expiresAt: string;
}

export interface HeldLease extends LeaseRequest {
  /** Only ever grows from grant to grant, over restarts too. */
  readonly fence: number;
  readonly takenAt: string;
}

export type LeaseEnd = 'released' | 'revoked' | 'expired' | 'failed-over';

/** A lease as it ended: work done under one on paths is checked against those that came after it. */
export interface EndedLease extends HeldLease {
  readonly endedAt: string;
  readonly how: LeaseEnd;
}

/** Who holds what. Lists are in the order in which it was granted, or asked for. */
export interface LeaseBook {
  readonly lastId: number;
  readonly lastFence: number;
  readonly held: readonly HeldLease[];
  readonly waiting: readonly LeaseRequest[];
  readonly ended: readonly EndedLease[];
}

/** The one stream: two requests that overlap are decided one after the other, whatever they name. */
export const bookId = 'book';

/** Those on paths are needed for longer than an answer that is asked for again. */
const rememberedEnds = { paths: 1000, task: 200, resource: 200 } as const;

/** Stream `leases/book`. */
export const leaseBookSubject: Subject<LeaseBook> = {
  name: 'leases',
  initial: { lastId: 0, lastFence: 0, held: [], waiting: [], ended: [] },
  evolve(book, event) {
    switch (event.type) {
      case 'lease.taken':
        return taken(book, event);
      case 'lease.asked':
        return asked(book, event);
      case 'lease.granted':
        return granted(book, event);
      case 'lease.renewed':
        return renewed(book, event);
      case 'lease.released':
      case 'lease.revoked':
      case 'lease.expired':
      case 'lease.failed-over':
        return ended(book, event);
      case 'lease.wait-ended':
        return { ...book, waiting: without(book.waiting, String(event.data['id'])) };
      default:
        return book;
    }
  },
};

function requestOf({ data, time }: SwarmEvent): LeaseRequest {
  return { ...(data as unknown as Omit<LeaseRequest, 'askedAt'>), askedAt: time };
}

function taken(book: LeaseBook, event: SwarmEvent): LeaseBook {
  const request = requestOf(event);
  const fence = Number(event.data['fence']);
  const lease = { ...request, fence, takenAt: event.time };
  return { ...book, lastId: Number(request.id), lastFence: fence, held: withLease(book.held, lease) };
}

function asked(book: LeaseBook, event: SwarmEvent): LeaseBook {
  const request = requestOf(event);
  return { ...book, lastId: Number(request.id), waiting: [...book.waiting, request] };
}

function granted(book: LeaseBook, { data, time }: SwarmEvent): LeaseBook {
  const id = String(data['id']);
  const request = book.waiting.find((one) => one.id === id);
  if (!request) return book;
  const fence = Number(data['fence']);
  const lease = { ...request, fence, takenAt: time, expiresAt: String(data['expiresAt']) };
  return { ...book, lastFence: fence, held: withLease(book.held, lease), waiting: without(book.waiting, id) };
}

function renewed(book: LeaseBook, { data }: SwarmEvent): LeaseBook {
  const id = String(data['id']);
  const changes = { seconds: Number(data['seconds']), expiresAt: String(data['expiresAt']) };
  const changed = <Entry extends LeaseRequest>(entries: readonly Entry[]) =>
    entries.map((one) => (one.id === id ? { ...one, ...changes } : one));
  const removed = book.held.find((one) => one.id === id);
  if (!removed) return { ...book, waiting: changed(book.waiting) };
  const held = handOver(book.held, changed(book.held), { removed, added: { ...removed, ...changes } });
  return { ...book, held };
}

function ended(book: LeaseBook, { type, data, time }: SwarmEvent): LeaseBook {
  const id = String(data['id']);
  const lease = book.held.find((one) => one.id === id);
  if (!lease) return book;
  const how = type.slice('lease.'.length) as LeaseEnd;
  const same = book.ended.filter(({ kind }) => kind === lease.kind);
  const [forgotten] = same.length < rememberedEnds[lease.kind] ? [] : same;
  return {
    ...book,
    held: handOver(book.held, without(book.held, id), { removed: lease }),
    ended: [...book.ended.filter((one) => one !== forgotten), { ...lease, endedAt: time, how }],
  };
}

function withLease(held: readonly HeldLease[], added: HeldLease): readonly HeldLease[] {
  return handOver(held, [...held, added], { added });
}

function without<Entry extends LeaseRequest>(entries: readonly Entry[], id: string): readonly Entry[] {
  return entries.filter((one) => one.id !== id);
}
