import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  inTurn,
  type TurnTaker,
} from '../../../../server/infrastructure/deployments/router/instanceTurns.ts';

interface Instance extends TurnTaker {
  readonly name: number;
  readonly active: { request: number; socket: number };
  lastAsked: number;
}

const idle = (name: number): Instance => ({
  name,
  active: { request: 0, socket: 0 },
  lastAsked: Number.NEGATIVE_INFINITY,
});
const instances = (count: number) => Array.from({ length: count }, (_, name) => idle(name));

/** Asks the one whose turn it is; gives what ends that request. */
function askNext(all: readonly Instance[], now: number): Instance {
  const [first] = inTurn(all, 'request');
  if (!first) throw new Error('there is no instance');
  first.active.request += 1;
  first.lastAsked = now;
  return first;
}

describe('the instance whose turn it is', () => {
  it('is each in turn while every request is answered before the next one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 5 }), (count, rounds) => {
        const all = instances(count);
        const asked = Array.from({ length: count * rounds }, (_, now) => {
          const one = askNext(all, now);
          one.active.request -= 1;
          return one.name;
        });
        expect(asked).toEqual(Array.from(asked, (_, n) => n % count));
      }),
    );
  });

  it('never has more under way than another, however requests begin and end', () => {
    const steps = fc.array(fc.option(fc.nat(), { freq: 2 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), steps, (count, all) => {
        const slot = instances(count);
        const open: Instance[] = [];
        all.forEach((ending, now) => {
          if (ending !== null) {
            const [ended] = open.splice(ending % Math.max(open.length, 1), 1);
            if (ended) ended.active.request -= 1;
            return;
          }
          const least = Math.min(...slot.map(({ active }) => active.request));
          const chosen = askNext(slot, now);
          expect(chosen.active.request).toBe(least + 1);
          open.push(chosen);
        });
      }),
    );
  });

  it('has every other one behind it, and is chosen by what is of the same kind alone', () => {
    const arbitrary = fc.array(fc.record({ request: fc.nat(3), socket: fc.nat(3), lastAsked: fc.nat(3) }), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(arbitrary, fc.constantFrom('request' as const, 'socket' as const), (all, kind) => {
        const slot = all.map(({ lastAsked, ...active }, name) => ({ name, active, lastAsked }));
        const order = inTurn(slot, kind);
        expect(new Set(order)).toEqual(new Set(slot));
        for (const [place, one] of order.slice(1).entries())
          expect(order[place]?.active[kind]).toBeLessThanOrEqual(one.active[kind]);
      }),
    );
  });
});
