import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EditedText } from '../../../server/analysis/fixes/editedText.ts';

/** Applies edits of offsets by hand, from the last to the first. */
function applied(text: string, edits: EditedText['edits']): string {
  return edits.reduceRight(
    (result, { start, end, newText }) => result.slice(0, start) + newText + result.slice(end),
    text,
  );
}

describe('an edited text', () => {
  it('tells edits that were made one after the other against the original', () => {
    const text = new EditedText('import os, torch\nx = 1\n');
    text.apply([{ start: 9, end: 16, newText: '' }]);
    text.apply([{ start: 10, end: 10, newText: 'import sys\n' }]);
    expect(text.text).toBe('import os\nimport sys\nx = 1\n');
    expect(text.edits).toEqual([
      { start: 9, end: 16, newText: '' },
      { start: 17, end: 17, newText: 'import sys\n' },
    ]);
  });

  it('leaves nothing of an insertion that was taken back', () => {
    const text = new EditedText('abc');
    text.apply([{ start: 1, end: 1, newText: 'xyz' }]);
    text.apply([{ start: 1, end: 4, newText: '' }]);
    expect(text.edits).toEqual([]);
  });

  it('refuses edits that overlap or lie outside, and stays as it is', () => {
    const text = new EditedText('abcdef');
    const first = { start: 0, end: 3, newText: 'x' };
    expect(() => text.apply([first, { start: 2, end: 4, newText: 'y' }])).toThrow(RangeError);
    expect(() => text.apply([{ start: 3, end: 7, newText: 'y' }])).toThrow(RangeError);
    expect(text.text).toBe('abcdef');
    expect(text.edits).toEqual([]);
  });

  it('agrees with making the edits by hand, whatever they are', () => {
    const edit = fc.record({ at: fc.nat(), length: fc.nat(5), newText: fc.string({ maxLength: 4 }) });
    fc.assert(
      fc.property(fc.string({ maxLength: 30 }), fc.array(edit, { maxLength: 8 }), (original, edits) => {
        const edited = new EditedText(original);
        let byHand = original;
        for (const { at, length, newText } of edits) {
          const start = at % (byHand.length + 1);
          const end = Math.min(start + length, byHand.length);
          edited.apply([{ start, end, newText }]);
          byHand = byHand.slice(0, start) + newText + byHand.slice(end);
        }
        expect(edited.text).toBe(byHand);
        expect(applied(original, edited.edits)).toBe(byHand);
      }),
    );
  });
});
