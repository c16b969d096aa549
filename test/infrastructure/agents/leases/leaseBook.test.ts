import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideEnds, decideRenew } from '../../../../server/infrastructure/agents/leases/decideEnd.ts';
import { decideTake } from '../../../../server/infrastructure/agents/leases/decideTake.ts';
import {
  type LeaseBook,
  leaseBookSubject,
} from '../../../../server/infrastructure/agents/leases/leaseBook.ts';
import {
  firstInTheWay,
  holderInTheWay,
  waiterInTheWay,
} from '../../../../server/infrastructure/agents/leases/leaseConflicts.ts';
import { leaseTarget } from '../../../../server/infrastructure/agents/leases/leaseTarget.ts';
import {
  globOfPath,
  globsOverlap,
  readGlob,
} from '../../../../server/infrastructure/agents/leases/paths/pathGlob.ts';
import type { EventDraft } from '../../../../server/infrastructure/events/subject.ts';
import { Refusal } from '../../../../server/infrastructure/refusal.ts';

const expiresAt = '2026-11-21T09:00:00.000Z';
const globs = ['a/**', 'a/x.ts', 'A/X.ts', 'a/*.ts', 'b/{x,y}', '**/y', 'b', 'c/?'];
const files = ['a/x.ts', 'a/y', 'a/q/y', 'b/x', 'b/y', 'c/d', 'c/y'];
const things = [
  ...globs.map((subject) => ({ kind: 'paths' as const, subject })),
  { kind: 'resource' as const, subject: 'port:1' },
  { kind: 'task' as const, subject: 'C-1/T-1' },
];

const id = fc.integer({ min: 1, max: 30 });
const take = fc.record({
  op: fc.constant('take' as const),
  agent: fc.nat(3),
  thing: fc.nat(things.length - 1),
  wait: fc.constantFrom(true, true, true, false),
});
const end = fc.record({
  op: fc.constant('end' as const),
  id,
  how: fc.constantFrom('released' as const, 'expired' as const, 'failed-over' as const),
});
const operation = fc.oneof(
  { weight: 6, arbitrary: take },
  { weight: 2, arbitrary: end },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('kill' as const), agent: fc.nat(3) }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('renew' as const), id }) },
);
const operations = fc.array(operation, { minLength: 5, maxLength: 60, size: 'max' });

type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

function decided(book: LeaseBook, operation: Operation): readonly EventDraft[] {
  if (operation.op === 'take') {
    const { kind, subject } = things[operation.thing] ?? { kind: 'paths', subject: 'a' };
    const target = leaseTarget({ kind, subject });
    return decideTake(book, {
      ...target,
      holder: `Agent-${operation.agent}`,
      seconds: 60,
      task: null,
      reason: null,
      wait: operation.wait,
      expiresAt,
    });
  }
  if (operation.op === 'renew')
    return decideRenew(book, String(operation.id), { seconds: undefined }, () => expiresAt);
  const ids =
    operation.op === 'end'
      ? [String(operation.id)]
      : [...book.held, ...book.waiting]
          .filter(({ holder }) => holder === `Agent-${operation.agent}`)
          .map(({ id }) => id);
  return decideEnds(
    book,
    new Set(ids),
    { how: operation.op === 'end' ? operation.how : 'failed-over', reason: null },
    () => expiresAt,
  );
}

let seq = 0;
function evolve(book: LeaseBook, drafts: readonly EventDraft[]): LeaseBook {
  return drafts.reduce((state, { type, data }) => {
    seq += 1;
    const event = {
      seq,
      stream: 'leases/book',
      version: seq,
      type,
      data: JSON.parse(JSON.stringify(data)),
      actor: 'ada',
      time: '2026-11-21T08:00:00.000Z',
      hash: '0'.repeat(64),
    };
    return leaseBookSubject.evolve(state, event);
  }, book);
}

function after(book: LeaseBook, operation: Operation): LeaseBook {
  try {
    return evolve(book, decided(book, operation));
  } catch (error) {
    if (error instanceof Refusal) return book;
    throw error;
  }
}

function holdersOf(book: LeaseBook, file: string): Set<string> {
  const covers = (text: string) => {
    const read = readGlob(text);
    return 'glob' in read && globsOverlap(read.glob, globOfPath(file));
  };
  return new Set(book.held.filter((lease) => lease.globs.some(covers)).map(({ holder }) => holder));
}

/** What is found by the index is what looking at every lease finds. */
function expectIndexed(book: LeaseBook): void {
  for (const thing of things) {
    const wanted = { ...leaseTarget(thing), holder: 'Agent-0' };
    expect(holderInTheWay(book, wanted)?.id, thing.subject).toBe(firstInTheWay(book.held, wanted)?.id);
  }
}

function expectSound(book: LeaseBook, before: LeaseBook): void {
  for (const file of files) expect(holdersOf(book, file).size, file).toBeLessThan(2);
  const named = book.held.filter(({ kind }) => kind !== 'paths').map(({ subject }) => subject);
  expect(new Set(named).size).toBe(named.length);
  const fences = book.held.map(({ fence }) => fence);
  expect(fences).toEqual([...fences].sort((a, b) => a - b));
  const old = new Set(before.held.map(({ id }) => id));
  for (const { id, fence } of book.held) if (!old.has(id)) expect(fence).toBeGreaterThan(before.lastFence);
  // Nobody waits whom nothing keeps waiting: without that the first in line would wait for ever.
  book.waiting.forEach((request, at) => {
    const inTheWay = holderInTheWay(book, request) ?? waiterInTheWay(book.waiting.slice(0, at), request);
    expect(inTheWay, `what ${request.id} waits for`).toBeDefined();
  });
}

describe('the book of leases', () => {
  it('never has two agents hold what overlaps, and never leaves one waiting for nothing', () => {
    fc.assert(
      fc.property(operations, (all) => {
        let book = leaseBookSubject.initial;
        for (const one of all) {
          const next = after(book, one);
          expectSound(next, book);
          book = next;
        }
        expectIndexed(book);
        // Whoever waits gets it once the others give up: there is no deadlock.
        for (let left = book.held.length + book.waiting.length; left > 0; left -= 1) {
          const [first] = book.held;
          if (first)
            book = evolve(
              book,
              decideEnds(book, new Set([first.id]), { how: 'released', reason: null }, () => expiresAt),
            );
        }
        expect(book.waiting).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('lets waiting agents finish in some order: in no state do they wait for one another in a circle', () => {
    fc.assert(
      fc.property(operations, (all) => {
        let book = all.reduce(after, leaseBookSubject.initial);
        // An agent that waits for nothing finishes and gives back all it has.
        for (let round = 0; round <= 5 && book.held.length > 0; round++) {
          const waiting = new Set(book.waiting.map(({ holder }) => holder));
          const done = book.held.filter(({ holder }) => !waiting.has(holder)).map(({ id }) => id);
          expect(done.length, 'leases of agents that can finish').toBeGreaterThan(0);
          book = evolve(
            book,
            decideEnds(book, new Set(done), { how: 'released', reason: null }, () => expiresAt),
          );
        }
      }),
      { numRuns: 150 },
    );
  });
});
