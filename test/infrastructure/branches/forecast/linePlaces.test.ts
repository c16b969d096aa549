import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMergedText } from '../../../../server/infrastructure/branches/forecast/conflictMarkers.ts';
import { linePlaces } from '../../../../server/infrastructure/branches/forecast/linePlaces.ts';

const markers = { open: '<<<<< a', middle: '=====', close: '>>>>> b' };
const line = fc.constantFrom('x', 'y', '', '=======', '<<<<<', '>>>>>', '======', 'z\r');
const part = fc.record({
  common: fc.array(line, { maxLength: 4 }),
  a: fc.array(line, { maxLength: 3 }),
  b: fc.array(line, { maxLength: 3 }),
});

describe('a merged file', () => {
  it('is taken apart into both sides and the lines of each conflict', () => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 4 }), fc.constantFrom('', '\r'), (parts, cr) => {
        const text = parts
          .flatMap(({ common, a, b }) => [
            ...common,
            markers.open + cr,
            ...a,
            markers.middle + cr,
            ...b,
            markers.close + cr,
          ])
          .join('\n');
        const read = readMergedText(text, 5);
        expect(read.a).toEqual(parts.flatMap(({ common, a }) => [...common, ...a]));
        expect(read.b).toEqual(parts.flatMap(({ common, b }) => [...common, ...b]));
        expect(
          read.hunks.map(({ a: { start, count } }) => read.a.slice(start - 1, start - 1 + count)),
        ).toEqual(parts.map(({ a }) => a));
        expect(
          read.hunks.map(({ b: { start, count } }) => read.b.slice(start - 1, start - 1 + count)),
        ).toEqual(parts.map(({ b }) => b));
      }),
    );
  });
});

describe('places of lines', () => {
  it('are found again after lines were put in, taken out and changed', () => {
    const numbered = Array.from({ length: 50 }, (_, index) => `line ${index + 1}`);
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(49), { maxLength: 20 }), fc.array(fc.nat(49)), (gone, before) => {
        const to = numbered.flatMap((text, index) => [
          ...before.filter((at) => at === index).map(() => 'new'),
          ...(gone.includes(index) ? [] : [text]),
        ]);
        const place = linePlaces(numbered, to);
        for (const [index, text] of numbered.entries())
          if (!gone.includes(index)) expect(to[(place?.(index + 1) ?? 0) - 1]).toBe(text);
      }),
    );
  });

  it('are not looked for where everything is different', () => {
    const texts = ['a', 'b'].map((text) => Array.from({ length: 3000 }, (_, index) => `${text}${index}`));
    expect(linePlaces(texts[0] ?? [], texts[1] ?? [])).toBeUndefined();
  });
});
