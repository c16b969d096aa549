import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineMapping } from '../../../client/conflicts/lineMapping.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, index) => `line ${index}`);

describe('the place of lines in a text that was edited', () => {
  const before = numbered(10);

  it('stays where it is above an edit and moves with one above', () => {
    const after = [...before.slice(0, 4), 'new', 'new', ...before.slice(4)];
    const place = lineMapping(before, after);
    expect([place({ start: 1, end: 3 }), place({ start: 6, end: 8 })]).toEqual([
      { start: 1, end: 3 },
      { start: 8, end: 10 },
    ]);
  });

  it('does not grow by what is put in before or behind it', () => {
    const after = [...before.slice(0, 4), 'new', ...before.slice(4, 6), 'new', ...before.slice(6)];
    expect(lineMapping(before, after)({ start: 4, end: 6 })).toEqual({ start: 5, end: 7 });
  });

  it('covers what replaces it, and is empty where it was deleted', () => {
    const replaced = [...before.slice(0, 4), 'a', 'b', 'c', ...before.slice(6)];
    expect(lineMapping(before, replaced)({ start: 4, end: 6 })).toEqual({ start: 4, end: 7 });
    const deleted = [...before.slice(0, 4), ...before.slice(6)];
    expect(lineMapping(before, deleted)({ start: 4, end: 6 })).toEqual({ start: 4, end: 4 });
  });

  it('keeps a place between two lines between them', () => {
    const after = ['new', ...before];
    expect(lineMapping(before, after)({ start: 5, end: 5 })).toEqual({ start: 6, end: 6 });
  });

  it('finds the very same lines wherever they stand, and never leaves the text', () => {
    const edits = fc.array(fc.tuple(fc.nat(40), fc.nat(3), fc.nat(3)), { maxLength: 5 });
    fc.assert(
      fc.property(edits, fc.nat(39), fc.nat(5), (drafts, start, length) => {
        const text = numbered(40);
        for (const [at, removed, added] of drafts)
          text.splice(at, removed, ...Array.from({ length: added }, (_, index) => `new ${at} ${index}`));
        const end = Math.min(40, start + length);
        const found = lineMapping(numbered(40), text)({ start, end });
        expect(found.start >= 0 && found.start <= found.end && found.end <= text.length).toBe(true);
        const wanted = numbered(40).slice(start, end);
        if (wanted.every((line) => text.includes(line)) && found.end - found.start === end - start)
          expect(text.slice(found.start, found.end)).toEqual(wanted);
      }),
    );
  });

  it('counts texts that have nothing in common as one replacement, quickly', () => {
    const other = Array.from({ length: 5000 }, (_, index) => `other ${index}`);
    expect(lineMapping(numbered(5000), other)({ start: 2000, end: 2001 })).toEqual({ start: 0, end: 5000 });
  });
});
