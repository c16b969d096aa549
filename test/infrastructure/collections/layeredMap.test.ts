import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  emptyLayers,
  type LayeredMap,
  layeredEntries,
  layeredGet,
  layeredSet,
} from '../../../server/infrastructure/collections/layeredMap.ts';

describe('a layered map', () => {
  it('has the entries and the order of a plain map after any changes, and leaves every earlier one as it was', () => {
    const changes = fc.array(fc.tuple(fc.nat({ max: 300 }), fc.nat()), { maxLength: 1000, size: 'max' });
    fc.assert(
      fc.property(changes, (entries) => {
        const plain = new Map<number, number>();
        let layered: LayeredMap<number, number> = emptyLayers();
        let middle: { layered: LayeredMap<number, number>; plain: Map<number, number> } | undefined;
        for (const [index, [key, value]] of entries.entries()) {
          if (index === entries.length >> 1) middle = { layered, plain: new Map(plain) };
          layered = layeredSet(layered, key, value);
          plain.set(key, value);
        }
        expect([...layeredEntries(layered)]).toEqual([...plain]);
        expect(layeredGet(layered, 301)).toBeUndefined();
        for (const [key, value] of plain) expect(layeredGet(layered, key)).toBe(value);
        if (middle) expect([...layeredEntries(middle.layered)]).toEqual([...middle.plain]);
      }),
      { numRuns: 30 },
    );
  });

  it('copies a small layer for a change of a large map', () => {
    let layered: LayeredMap<number, number> = emptyLayers();
    for (let key = 0; key < 10_000; key++) layered = layeredSet(layered, key, key);
    const { base } = layered;
    const changed = layeredSet(layered, 1, 2);
    expect([changed.base === base, changed.recent.size < 110]).toEqual([true, true]);
  });
});
