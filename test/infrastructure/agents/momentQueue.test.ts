import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MomentQueue } from '../../../server/infrastructure/agents/momentQueue.ts';

const step = fc.oneof(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    moment: fc.option(fc.nat(50), { nil: undefined }),
  }),
  fc.record({ due: fc.nat(60) }),
);

describe('a queue of moments', () => {
  it('gives what a plain list would, however often moments are set anew', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const queue = new MomentQueue();
        const plain = new Map<string, number>();
        for (const one of steps) {
          if ('due' in one) {
            const due = [...plain].filter(([, moment]) => moment <= one.due).map(([id]) => id);
            expect(queue.takeDue(one.due).sort()).toEqual(due.sort());
            for (const id of due) plain.delete(id);
          } else {
            queue.set(one.id, one.moment);
            if (one.moment === undefined) plain.delete(one.id);
            else plain.set(one.id, one.moment);
          }
          expect(queue.next()).toBe(plain.size === 0 ? undefined : Math.min(...plain.values()));
        }
      }),
    );
  });
});
