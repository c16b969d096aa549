import { addressOf, unitAt } from './memory.ts';

/** By character: 1 where a name may begin with it, 2 where it may only go on. */
const names: usize = memory.data(1 << 16);
const starts: u8 = 1;
const goesOn: u8 = 2;

/** Fills the table of characters. */
export function initialiseCharacters(): void {
  memory.fill(names + 128, starts, (1 << 16) - 128);
  for (let letter = 97; letter <= 122; letter++) {
    store<u8>(names + letter, starts);
    store<u8>(names + letter - 32, starts);
  }
  // `$`, `_`, `#` and the backslash of an escape.
  store<u8>(names + 36, starts);
  store<u8>(names + 95, starts);
  store<u8>(names + 35, starts);
  store<u8>(names + 92, starts);
  for (let digit = 48; digit <= 57; digit++) store<u8>(names + digit, goesOn);
}

export function startsName(c: i32): bool {
  return load<u8>(names + c) === starts;
}

export function isDigit(c: i32): bool {
  return ((c - 48) as u32) < 10;
}

/** Offset behind the name whose characters go on at an offset. */
export function nameEnd(from: i32): i32 {
  let i = from;
  while (true) {
    const others = i16x8.bitmask(inName(v128.load(addressOf(i)))) ^ 0xff;
    if (others !== 0) return i + ctz<i32>(others);
    i += 8;
  }
}

/** Which of eight code units may stand in a name, as the table has it. */
function inName(units: v128): v128 {
  const letters = i16x8.lt_u(i16x8.sub(v128.or(units, i16x8.splat(32)), i16x8.splat(97)), i16x8.splat(26));
  const digits = i16x8.lt_u(i16x8.sub(units, i16x8.splat(48)), i16x8.splat(10));
  const beyondAscii = i16x8.ge_u(units, i16x8.splat(128));
  const signs = v128.or(i16x8.eq(units, i16x8.splat(36)), i16x8.eq(units, i16x8.splat(95)));
  const others = v128.or(i16x8.eq(units, i16x8.splat(35)), i16x8.eq(units, i16x8.splat(92)));
  return v128.or(v128.or(letters, digits), v128.or(beyondAscii, v128.or(signs, others)));
}

/** Offset behind the number whose characters go on at an offset. */
export function numberEnd(from: i32): i32 {
  let i = from;
  for (let c = unitAt(i); c < 128 && (load<u8>(names + c) !== 0 || c === 46); c = unitAt(i)) i++;
  return i;
}

export function isLetter(c: i32): bool {
  return (((c | 32) - 97) as u32) < 26;
}

/** What `\w` of a regular expression stands for. */
export function isWordUnit(c: i32): bool {
  return isLetter(c) || isDigit(c) || c === 95;
}

/** What `\s` stands for. */
export function isSpace(c: i32): bool {
  if (c < 128) return c === 32 || (c >= 9 && c <= 13);
  if (c >= 0x2000 && c <= 0x200a) return true;
  if (c === 0x2028 || c === 0x2029 || c === 0x202f || c === 0x205f) return true;
  return c === 0xa0 || c === 0xfeff || c === 0x1680 || c === 0x3000;
}

/** Offset of the first character at or behind another that is no white space. */
export function behindSpace(from: i32, end: i32): i32 {
  let i = from;
  while (i < end && isSpace(unitAt(i))) i++;
  return i;
}

/** Offset of the last character before another that is neither blank nor a control character; -1 where there is none. */
export function lastBefore(offset: i32): i32 {
  let i = offset - 1;
  while (i >= 0 && unitAt(i) <= 32) i--;
  return i;
}

/** Whether the text at an offset goes on with a word, whatever follows it. */
export function spells(offset: i32, word: string): bool {
  for (let i = 0; i < word.length; i++) if (unitAt(offset + i) !== word.charCodeAt(i)) return false;
  return true;
}

/** The same of a word behind which no other letter, digit or underscore of ASCII stands. */
export function spellsWord(offset: i32, word: string): bool {
  return spells(offset, word) && !isWordUnit(unitAt(offset + word.length));
}
