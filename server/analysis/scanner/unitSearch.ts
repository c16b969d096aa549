import { addressOf, length } from './memory.ts';

// Searches that look at eight code units at once. Behind the text are line feeds enough to look beyond its end.

/** Offset of the first code unit at or behind an offset that is no blank. */
export function behindBlanks(offset: i32): i32 {
  const blank = i16x8.splat(32);
  let i = offset;
  while (true) {
    const others = i16x8.bitmask(i16x8.ne(v128.load(addressOf(i)), blank));
    if (others !== 0) return i + ctz<i32>(others);
    i += 8;
  }
}

/** Offset of the first pair of two code units that begins from one offset to another, which is told where none does. */
export function pairFrom(offset: i32, end: i32, first: i32, second: i32): i32 {
  const firsts = i16x8.splat(first as i16);
  const seconds = i16x8.splat(second as i16);
  for (let i = offset; i < end; i += 8) {
    const begins = i16x8.eq(v128.load(addressOf(i)), firsts);
    const ends = i16x8.eq(v128.load(addressOf(i + 1)), seconds);
    const found = i16x8.bitmask(v128.and(begins, ends));
    if (found !== 0) return min(end, i + ctz<i32>(found));
  }
  return end;
}

/** Offset of the first of three code units at or behind an offset; the length of the text where there is none. */
export function oneOfFrom(offset: i32, first: i32, second: i32, third: i32): i32 {
  const firsts = i16x8.splat(first as i16);
  const seconds = i16x8.splat(second as i16);
  const thirds = i16x8.splat(third as i16);
  for (let i = offset; i < length; i += 8) {
    const units = v128.load(addressOf(i));
    const others = v128.or(i16x8.eq(units, seconds), i16x8.eq(units, thirds));
    const found = i16x8.bitmask(v128.or(i16x8.eq(units, firsts), others));
    if (found !== 0) return min(length, i + ctz<i32>(found));
  }
  return length;
}
