import { unitAt } from './memory.ts';

export function isDigit(c: i32): bool {
  return ((c - 48) as u32) < 10;
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
