import { isWordUnit } from '../characters.ts';
import { length, unitAt } from '../memory.ts';
import { behindEscaped } from './escapes.ts';

/** A string on one line is searched so far for its end: what is longer has lost a bracket. */
const longest: i32 = 400;

// The strings that are open inside each other, outermost first.

/** By depth: the quote of a string, whether it has fields, and how many of their braces are open. */
const quotes: usize = memory.data(400);
const formatted: usize = memory.data(400);
const braces: usize = memory.data(800);
let depth: i32 = 0;

/** Whether the string's prefix makes it an f-string or a template string. */
export function hasFields(quoteOffset: i32): bool {
  const last = unitAt(quoteOffset - 1) | 32;
  const isFormatted = last === 102 || last === 116;
  if ((!isFormatted && last !== 114) || isWordUnit(unitAt(quoteOffset - 3))) return false;
  const first = unitAt(quoteOffset - 2);
  if (!isWordUnit(first)) return isFormatted;
  return isFormatted ? (first | 32) === 114 : (first | 32) === 102 || (first | 32) === 116;
}

/**
 * Offset behind a string with fields; since Python 3.12 one may contain any string, the delimiter of the outer one
 * included. -1 where they do not all close: a brace is half-typed.
 */
export function formattedEnd(quoteOffset: i32): i32 {
  depth = 0;
  open(unitAt(quoteOffset), true);
  const last = min(length, quoteOffset + longest);
  let i = quoteOffset + 1;
  while (i < last) {
    const c = unitAt(i);
    if (c === 10) return -1;
    if (c === 92) {
      i = behindEscaped(i);
      continue;
    }
    if (bracesOpen() === 0 && c === load<u8>(quotes + depth - 1)) {
      if (--depth === 0) return i + 1;
    } else if (load<u8>(formatted + depth - 1) !== 0) i = lastFormatted(i, c);
    i++;
  }
  return -1;
}

/** Takes a character of a string with fields into account; gives the offset of the last one it took. */
function lastFormatted(at: i32, c: i32): i32 {
  const count = bracesOpen();
  if (c === 123) {
    if (count === 0 && unitAt(at + 1) === 123) return at + 1;
    setBracesOpen(count + 1);
  } else if (c === 125) setBracesOpen(max(0, count - 1));
  else if (count > 0 && (c === 34 || c === 39)) open(c, hasFields(at));
  return at;
}

function open(quote: i32, isFormatted: bool): void {
  store<u8>(quotes + depth, quote as u8);
  store<u8>(formatted + depth, isFormatted as u8);
  depth++;
  setBracesOpen(0);
}

function bracesOpen(): i32 {
  return load<u16>(braces + ((depth - 1) << 1));
}

function setBracesOpen(count: i32): void {
  store<u16>(braces + ((depth - 1) << 1), count as u16);
}
