import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overlapRanges } from '../../../../server/infrastructure/branches/forecast/overlapRanges.ts';
import { type LineChange, parseLineChanges } from '../../../../server/infrastructure/git/lineChanges.ts';

/** Takes the place of lines of a text of `length` lines; in order and apart. */
const changesOf = (length: number) =>
  fc
    .array(fc.tuple(fc.nat(length - 1), fc.nat(3), fc.array(fc.constantFrom('x', 'y'), { maxLength: 3 })), {
      maxLength: 6,
    })
    .map((drafts) => {
      const changes: (LineChange & { lines: readonly string[] })[] = [];
      let end = -1;
      let by = 0;
      for (const [start, count, lines] of drafts.toSorted((a, b) => a[0] - b[0])) {
        if (start <= end || (count === 0 && lines.length === 0)) continue;
        end = Math.min(length, start + count);
        const to = { start: start + by, end: start + by + lines.length };
        changes.push({ from: { start, end }, to, digest: lines.join(), lines });
        by += lines.length - (end - start);
      }
      return changes;
    });

describe('the lines of one side that the other changes', () => {
  it('are the same lines as before, wherever they stand now', () => {
    fc.assert(
      fc.property(changesOf(30), changesOf(30), (ours, theirs) => {
        const text: (number | string)[] = Array.from({ length: 30 }, (_, index) => index);
        for (const { from, lines } of ours.toReversed())
          text.splice(from.start, from.end - from.start, ...lines);
        const { ranges } = overlapRanges(ours, theirs);
        const apart = theirs.filter(
          ({ from }) => !ours.some((own) => own.from.start <= from.end && from.start <= own.from.end),
        );
        const found = ranges
          .filter(({ both }) => !both)
          .map(({ here }) => text.slice(here.start - 1, here.start - 1 + here.count));
        const wanted = apart.map(({ from }) =>
          Array.from({ length: from.end - from.start }, (_, index) => from.start + index),
        );
        expect(found).toEqual(wanted);
        for (const { here } of ranges)
          expect(here.start >= 1 && here.start - 1 + here.count <= text.length).toBe(true);
      }),
    );
  });
});

describe('a patch without context', () => {
  it('gives the lines that changed, those that only look like a patch included', () => {
    const patch = [
      'diff --git a/1 b/2',
      'index 1..2 100644',
      '--- a/1',
      '+++ b/2',
      '@@ -3 +3,2 @@ def f',
      '-old',
      '+@@ -9 +9 @@',
      '++++ b/x',
      '@@ -7,2 +8,0 @@',
      '-a',
      '-Binary files a and b differ',
      '',
    ];
    expect(parseLineChanges(patch.join('\n'))).toMatchObject([
      { from: { start: 2, end: 3 }, to: { start: 2, end: 4 } },
      { from: { start: 6, end: 8 }, to: { start: 8, end: 8 } },
    ]);
    expect(parseLineChanges('diff --git a/1 b/2\nBinary files a/1 and b/2 differ\n')).toBeUndefined();
  });
});
