import { isWordUnit } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { categoryOf } from './letters.ts';

/** Whether a code unit can go on a name; every one beyond ASCII is taken for a letter. */
export function isNameUnit(c: i32): bool {
  return c >= 128 || isWordUnit(c);
}

/** Whether the character at an offset begins a name: a letter of any language, or an underscore. */
export function beginsName(offset: i32): bool {
  const c = unitAt(offset);
  if (c < 128) return c > 57 && isWordUnit(c);
  return categoryOf(codePointAt(offset)) === 1;
}

/** Whether the character at an offset goes on a name. */
export function goesOnName(offset: i32): bool {
  const c = unitAt(offset);
  return c < 128 ? isWordUnit(c) : categoryOf(codePointAt(offset)) !== 0;
}

/** Offset behind the characters of a name that stand at an offset. */
export function behindName(from: i32): i32 {
  let i = from;
  while (true) {
    while (isWordUnit(unitAt(i))) i++;
    if (unitAt(i) < 128 || !goesOnName(i)) return i;
    i += isPair(i) ? 2 : 1;
  }
}

function codePointAt(offset: i32): i32 {
  const c = unitAt(offset);
  return isPair(offset) ? 0x10000 + ((c - 0xd800) << 10) + (unitAt(offset + 1) - 0xdc00) : c;
}

/** Whether two code units are one character. */
function isPair(offset: i32): bool {
  return (unitAt(offset) & 0xfc00) === 0xd800 && (unitAt(offset + 1) & 0xfc00) === 0xdc00;
}
