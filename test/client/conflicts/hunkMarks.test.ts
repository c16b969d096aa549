import { describe, expect, it } from 'vitest';
import { hunkMarks, type MarkedFile } from '../../../client/conflicts/hunkMarks.ts';
import type { Conflict } from '../../../server/protocol/conflicts.ts';
import type { Overlap } from '../../../server/protocol/overlaps.ts';

const id = 'a'.repeat(40);

function overlap(
  branch: string,
  ...ranges: readonly [start: number, count: number, both: boolean][]
): Overlap {
  const there = { path: 'app.py', blob: id };
  return {
    branch,
    commit: id,
    kind: 'edits',
    there,
    both: ranges.some(([, , both]) => both),
    ranges: ranges.map(([start, count, both]) => ({ here: { start, count }, there: { start, count }, both })),
    omitted: 0,
  };
}

const conflict = (b: string, ...files: string[]): Conflict => ({
  id: `mine ${b}`,
  a: 'mine',
  b,
  base: false,
  files,
  omitted: 0,
});

function marksOf(
  overlaps: readonly Overlap[],
  conflicts: readonly Conflict[] = [],
  more: Partial<MarkedFile> = {},
) {
  return hunkMarks({
    path: 'app.py',
    branch: 'mine',
    overlaps,
    place: (lines) => lines,
    conflictOf: (_, other) => conflicts.find(({ b }) => b === other),
    ...more,
  }).map(({ lines, sides }) => [
    lines.start,
    lines.end,
    sides.map((side) => `${side.branch}${side.conflict ? '!' : ''}`).join(' '),
  ]);
}

describe('the marks of a file', () => {
  it('stand from the top, one for all branches whose lines begin at the same place', () => {
    const found = marksOf([overlap('two', [9, 1, false], [3, 2, false]), overlap('one', [3, 1, false])]);
    expect(found).toEqual([
      [2, 4, 'two one'],
      [8, 9, 'two'],
    ]);
  });

  it('tell a conflict only where the forecast says so, in the lines that both changed, the conflicts first', () => {
    const overlaps = [overlap('one', [3, 1, true]), overlap('two', [3, 1, true], [9, 1, false])];
    expect(marksOf(overlaps)).toEqual([
      [2, 3, 'one two'],
      [8, 9, 'two'],
    ]);
    expect(marksOf(overlaps, [conflict('two', 'app.py')])).toEqual([
      [2, 3, 'two! one'],
      [8, 9, 'two'],
    ]);
    expect(marksOf(overlaps, [conflict('two', 'other.py')])).toEqual([
      [2, 3, 'one two'],
      [8, 9, 'two'],
    ]);
    expect(marksOf(overlaps, [conflict('two', 'app.py')], { branch: undefined })[0]).toEqual([
      2,
      3,
      'one two',
    ]);
  });

  it('stand on the first line where a branch deletes or adds the file', () => {
    const deletes: Overlap = { ...overlap('one'), kind: 'deletes', there: null };
    expect(marksOf([deletes], [conflict('one', 'app.py')])).toEqual([[0, 0, 'one!']]);
  });

  it('follow the lines of the editor', () => {
    const place = ({ start, end }: { start: number; end: number }) => ({ start: start + 5, end: end + 6 });
    expect(marksOf([overlap('one', [3, 1, false])], [], { place })).toEqual([[7, 9, 'one']]);
  });
});
