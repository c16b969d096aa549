import type { Conflict } from '../../server/protocol/conflicts.ts';
import type { LineRange, Overlap } from '../../server/protocol/overlaps.ts';
import type { LineSpan } from './lineMapping.ts';

/** What one branch does to marked lines. */
export interface MarkedSide {
  readonly branch: string;
  readonly kind: Overlap['kind'];
  /** The file as the branch has it; null where it deleted it. */
  readonly there: Overlap['there'];
  /** Where the lines that this branch changes stand in the editor. */
  readonly here: LineSpan;
  /** The branch's lines in place of those; undefined where it is about the whole file. */
  readonly lines: LineRange | undefined;
  /** Whether the forecast says that merging both branches conflicts in this file, and these lines are why. */
  readonly conflict: boolean;
}

/** Lines of an open file that other branches change as well. */
export interface HunkMark {
  readonly lines: LineSpan;
  readonly sides: readonly MarkedSide[];
}

export interface MarkedFile {
  readonly path: string;
  /** Own branch; undefined where none is checked out. */
  readonly branch: string | undefined;
  readonly overlaps: readonly Overlap[];
  /** Where lines of the commit stand in the editor. */
  readonly place: (lines: LineSpan) => LineSpan;
  /** The forecast for two branches, where they conflict. */
  readonly conflictOf: (one: string, other: string) => Conflict | undefined;
}

/** The marks of a file from the top, one for all branches whose lines begin at the same place. */
export function hunkMarks(file: MarkedFile): HunkMark[] {
  const marks = new Map<number, { lines: LineSpan; sides: MarkedSide[] }>();
  for (const overlap of file.overlaps) {
    for (const side of sidesOf(overlap, file)) {
      const { start, end } = side.here;
      const mark = marks.get(start) ?? { lines: side.here, sides: [] };
      mark.lines = { start, end: Math.max(mark.lines.end, end) };
      mark.sides.push(side);
      marks.set(start, mark);
    }
  }
  for (const { sides } of marks.values()) sides.sort((a, b) => Number(b.conflict) - Number(a.conflict));
  return [...marks.values()].sort((a, b) => a.lines.start - b.lines.start);
}

function* sidesOf(overlap: Overlap, file: MarkedFile): Generator<MarkedSide> {
  const { branch, kind, there, ranges } = overlap;
  const conflicts = conflictsIn(overlap, file);
  if (kind !== 'edits') {
    const here = file.place({ start: 0, end: 0 });
    yield { branch, kind, there, here, lines: undefined, conflict: conflicts };
    return;
  }
  // A conflict about the name or the kind of a file is no matter of single lines.
  const everywhere = !ranges.some(({ both }) => both);
  for (const { here, there: lines, both } of ranges) {
    const span = { start: here.start - 1, end: here.start - 1 + here.count };
    const conflict = conflicts && (both || everywhere);
    yield { branch, kind, there, here: file.place(span), lines, conflict };
  }
}

function conflictsIn(overlap: Overlap, { branch, path, conflictOf }: MarkedFile): boolean {
  const found = branch === undefined ? undefined : conflictOf(branch, overlap.branch);
  if (!found) return false;
  return found.omitted > 0 || [path, overlap.there?.path].some((name) => name && found.files.includes(name));
}
