import { addressOf, length, unitAt } from './memory.ts';
import { pairFrom } from './unitSearch.ts';

// Each is searched for anew only beyond the last one found: a line may be megabytes long and hold thousands that ask.
// Offsets that are asked for only grow.
let lineEnd: i32 = -1;
let commentEnd: i32 = -1;

/** Forgets what was found in another text. */
export function beginSearches(): void {
  lineEnd = -1;
  commentEnd = -1;
}

/** The first line feed at or behind an offset; the length of the text where there is none. */
export function lineEndFrom(offset: i32): i32 {
  if (lineEnd < offset) lineEnd = min(length, lineFeedFrom(offset));
  return lineEnd;
}

/** The same for one that asks in no order. */
export function lineFeedFrom(offset: i32): i32 {
  const lineFeed = i16x8.splat(10);
  let i = offset;
  while (true) {
    const found = i16x8.bitmask(i16x8.eq(v128.load(addressOf(i)), lineFeed));
    if (found !== 0) return i + ctz(found);
    i += 8;
  }
}

/** The same for what ends a comment of stars. */
export function starsEndFrom(offset: i32): i32 {
  if (commentEnd < offset) commentEnd = pairFrom(offset, length, 42, 47);
  return commentEnd;
}

/** Offset behind the comment of stars that begins at an offset; where it is not closed, or holds another, its line ends it. */
export function behindStars(start: i32): i32 {
  const end = starsEndFrom(start + 2);
  const isWhole = end < length && (pairFrom(start + 2, end, 47, 42) === end || !holdsComment(start, end));
  return isWhole ? end + 2 : lineEndFrom(start);
}

/** Whether a comment holds a line on which another begins: then it is half-typed, and its end is that of the other. */
function holdsComment(start: i32, end: i32): bool {
  let begins = false;
  for (let i = start; i < end; i++) {
    const c = unitAt(i);
    if (c === 10) begins = true;
    else if (begins && c === 47 && i + 1 < end && unitAt(i + 1) === 42) return true;
    else if (c !== 32 && c !== 9) begins = false;
  }
  return false;
}
