import { length, unitAt } from './memory.ts';
import { lineEndFrom } from './searches.ts';

const markerLength = 7;

/** Offset behind the line of a merge conflict's marker that starts at an offset; -1 where there is none. */
export function conflictMarkerEnd(lineStart: i32): i32 {
  const first = unitAt(lineStart);
  if (first !== 60 && first !== 61 && first !== 62 && first !== 124) return -1;
  for (let i = 1; i < markerLength; i++) if (unitAt(lineStart + i) !== first) return -1;
  const behind = lineStart + markerLength;
  const after = unitAt(behind);
  const endsLine = after === 10 || (after === 13 && unitAt(behind + 1) === 10);
  if (!endsLine && (first === 61 || after !== 32)) return -1;
  return min(length, lineEndFrom(behind) + 1);
}
