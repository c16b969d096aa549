import { length, unitAt } from '../memory.ts';

/** Offset of the first character at or behind another that is neither blank nor tab. */
export function behindBlanks(from: i32): i32 {
  let i = from;
  for (let c = unitAt(i); c === 32 || c === 9; c = unitAt(i)) i++;
  return i;
}

/** The same past blanks, tabs, form feeds and backslashes that continue a line. */
export function behindGap(from: i32): i32 {
  let i = from;
  while (true) {
    const c = unitAt(i);
    if (c === 32 || c === 9 || c === 12) i++;
    else if (c === 92 && continues(i)) i += unitAt(i + 1) === 13 ? 3 : 2;
    else return i;
  }
}

/** The same past line ends and comments too, as inside brackets. */
export function behindBracketGap(from: i32): i32 {
  let i = from;
  while (true) {
    i = behindGap(i);
    const c = unitAt(i);
    if (i >= length) return i;
    if (c === 35) while (unitAt(i) !== 10) i++;
    else if (c === 10 || c === 13) i++;
    else return i;
  }
}

/** Whether a backslash is the last of its line, and another line follows. */
function continues(backslash: i32): bool {
  const lineEnd = unitAt(backslash + 1) === 13 ? backslash + 2 : backslash + 1;
  return unitAt(lineEnd) === 10 && lineEnd < length;
}
