import { behindSpace, isSpace, spells } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { itemEnd, itemStart, nextItem, openParenthesis } from './brackets.ts';
import { isEnumName } from './enumNames.ts';
import { beginsName, behindName } from './nameCharacters.ts';

/** A base is not longer; nobody's is. */
const longest: i32 = 200;

/** Whether a class below an enum has its name before an offset. */
export function hasEnumBase(nameEnd: i32): bool {
  if (!openParenthesis(nameEnd)) return false;
  while (nextItem()) if (isEnumBase(itemStart, itemEnd)) return true;
  return false;
}

/**
 * Whether what stands between two offsets, white space around it left out, is Python's `Enum` or `Flag`, Django's
 * choices, an enum of the same file before it, or the metaclass of enums.
 */
function isEnumBase(from: i32, to: i32): bool {
  let end = to;
  while (end > from && isSpace(unitAt(end - 1))) end--;
  const start = behindSpace(from, end);
  if (end - start >= longest) return false;
  return isEnumClass(start, end) || isEnumMetaclass(start, end) || isEnumName(start, end);
}

/** `Enum`, `enum.IntFlag`, `models.TextChoices`, `StrEnum` and others of that ending. */
function isEnumClass(from: i32, end: i32): bool {
  let start = from;
  while (true) {
    const nameEnd = behindName(start);
    if (nameEnd >= end) return nameEnd === end && namesEnum(start, end);
    const dot = behindSpace(nameEnd, end);
    if (!beginsName(start) || dot >= end || unitAt(dot) !== 46) return false;
    start = behindSpace(dot + 1, end);
  }
}

function namesEnum(start: i32, end: i32): bool {
  if (end - start >= 4 && spells(end - 4, 'Enum')) return true;
  if (is(start, end, 'Flag') || is(start, end, 'IntFlag')) return true;
  return is(start, end, 'TextChoices') || is(start, end, 'IntegerChoices');
}

/** `metaclass=EnumMeta` */
function isEnumMetaclass(start: i32, end: i32): bool {
  if (!spells(start, 'metaclass')) return false;
  const equals = behindSpace(start + 9, end);
  if (equals >= end || unitAt(equals) !== 61) return false;
  const name = behindSpace(equals + 1, end);
  if (is(name, end, 'EnumMeta') || is(name, end, 'EnumType')) return true;
  const dot = behindSpace(name + 4, end);
  if (!spells(name, 'enum') || dot >= end || unitAt(dot) !== 46) return false;
  const member = behindSpace(dot + 1, end);
  return is(member, end, 'EnumMeta') || is(member, end, 'EnumType');
}

function is(start: i32, end: i32, word: string): bool {
  return end - start === word.length && spells(start, word);
}
