import { found } from './found.ts';
import { addressOf, allocate, length } from './memory.ts';

// Where the lines of the text begin: behind a line feed at its very end one begins too.

/** Entries that are allocated at once. */
const step: i32 = 1024;

let starts: usize = 0;
let count: i32 = 0;
let room: i32 = 0;

/** Forgets the lines of another text; the first one begins. */
export function beginLines(): void {
  starts = allocate(0);
  count = 0;
  room = 0;
  makeRoom();
  store<i32>(starts, 0);
  count = 1;
}

/** Makes room for the lines that begin among so few code units as are looked at at once. */
function makeRoom(): void {
  // What is allocated lies right behind what was before it.
  allocate((step as usize) << 2);
  room += step;
}

/** Notes the lines that begin behind line feeds: a bit is set for each of them, the lowest for the one at the offset. */
export function linesBegin(offset: i32, lineFeeds: i32): void {
  if (room - count < 32) makeRoom();
  let place = starts + ((count as usize) << 2);
  count += popcnt<i32>(lineFeeds);
  // Two are written, whether there are so many or not: more are rare, and no branch has to be foreseen.
  let bits = lineFeeds;
  store<i32>(place, offset + ctz<i32>(bits) + 1);
  bits &= bits - 1;
  store<i32>(place, offset + ctz<i32>(bits) + 1, 4);
  bits &= bits - 1;
  for (; bits !== 0; bits &= bits - 1) {
    store<i32>(place, offset + ctz<i32>(bits) + 1, 8);
    place += 4;
  }
}

/** Tells all that have been noted. */
export function tellLines(): void {
  found.lineStarts = starts;
  found.lineStartCount = count;
}

/** Notes where the lines of the text begin, if that has not been done while it was written. */
export function findLines(): void {
  beginLines();
  const feed = i16x8.splat(10);
  for (let offset = 0; offset < length; offset += 8) {
    const lineFeeds = i16x8.bitmask(i16x8.eq(v128.load(addressOf(offset)), feed));
    const inside = length - offset;
    linesBegin(offset, inside >= 8 ? lineFeeds : lineFeeds & ((1 << inside) - 1));
  }
}

function startOf(line: i32): i32 {
  return load<i32>(starts + (((line - 1) as usize) << 2));
}

/** Line, from 1, of an offset on a known line or behind it; fast where it is near. */
export function lineFrom(line: i32, offset: i32): i32 {
  let low = line;
  let width = 1;
  while (low + width <= count && startOf(low + width) <= offset) {
    low += width;
    width <<= 1;
  }
  for (; width > 0; width >>= 1) if (low + width <= count && startOf(low + width) <= offset) low += width;
  return low;
}
