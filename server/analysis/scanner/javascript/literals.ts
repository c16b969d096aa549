import { length, unitAt } from '../memory.ts';
import { oneOfFrom } from '../unitSearch.ts';

const newline = 10;
const backslash = 92;
const slash = 47;

/** Offset behind a quoted string; one that is not closed ends with its line. */
export function quotedEnd(start: i32): i32 {
  const quote = unitAt(start);
  for (let i = oneOfFrom(start + 1, quote, newline, backslash); i < length; ) {
    const c = unitAt(i);
    if (c === quote) return i + 1;
    if (c === newline) return i;
    i = oneOfFrom(i + (unitAt(i + 1) === 13 ? 3 : 2), quote, newline, backslash);
  }
  return length;
}

/** Offset behind the piece of a template that begins at an offset: behind its closing quote or `${`. */
export function templatePieceEnd(from: i32): i32 {
  for (let i = oneOfFrom(from, 96, 36, backslash); i < length; ) {
    const c = unitAt(i);
    if (c === 96) return i + 1;
    if (c === 36 && unitAt(i + 1) === 123) return i + 2;
    i = oneOfFrom(i + (c === backslash ? 2 : 1), 96, 36, backslash);
  }
  return length;
}

/** Offset behind the regular expression that begins at an offset; -1 where its line does not close it. */
export function regularExpressionEnd(start: i32): i32 {
  let inClass = false;
  for (let i = start + 1; i < length; i++) {
    const c = unitAt(i);
    if (c === newline) return -1;
    if (c === backslash) i++;
    else if (c === 91) inClass = true;
    else if (c === 93) inClass = false;
    else if (c === slash && !inClass) return i + 1;
  }
  return -1;
}
