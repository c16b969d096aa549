import { behindSpace, isLetter, isSpace, isWordUnit, spells } from '../characters.ts';
import { length, unitAt } from '../memory.ts';
import { lineEndFrom, starsEndFrom } from '../searches.ts';
import { quotedEnd } from './literals.ts';

/** What the tokens of an element (JSX) mean for its structure. */
export enum ElementToken {
  End = 0,
  OpenCode = 1,
  OpenTag = 2,
  ClosingTag = 3,
  SelfClose = 4,
  TagEnd = 5,
}

/** The offset behind what was read last. */
export let elementEnd: i32 = 0;

function found(token: ElementToken, end: i32): ElementToken {
  elementEnd = end;
  return token;
}

/** Whether `<` where an expression is expected begins an element: not the type parameters of an arrow function. */
export function beginsElement(start: i32): bool {
  const first = behindSpace(start + 1, length);
  const c = unitAt(first);
  if (c === 62) return true;
  if (!isLetter(c) && c !== 95 && c !== 36) return false;
  const isConst = spells(first, 'const') && isSpace(unitAt(first + 5));
  const behind = behindName(isConst ? behindSpace(first + 5, length) : first);
  const isTypeParameter =
    unitAt(behind) === 44 || (spells(behind, 'extends') && !isWordUnit(unitAt(behind + 7)));
  return !isTypeParameter;
}

/** Offset behind the name at an offset and the blanks behind it. */
function behindName(start: i32): i32 {
  let i = start;
  while (isWordUnit(unitAt(i)) || unitAt(i) === 36) i++;
  return behindSpace(i, length);
}

/** The next thing that matters inside a tag. */
export function readTag(from: i32): ElementToken {
  for (let i = from; i < length; i++) {
    const c = unitAt(i);
    if (c === 34 || c === 39) i = attributeEnd(i) - 1;
    else if (c === 123) return found(ElementToken.OpenCode, i + 1);
    else if (c === 62) return found(ElementToken.TagEnd, i + 1);
    else if (c === 47) {
      const next = unitAt(i + 1);
      if (next === 62) return found(ElementToken.SelfClose, i + 2);
      if (next === 47) i = lineEndFrom(i) - 1;
      else if (next === 42) i = min(length, starsEndFrom(i + 2) + 2) - 1;
    }
  }
  return found(ElementToken.End, length);
}

/** An attribute's string may span lines; one that is not closed soon ends with its line. */
function attributeEnd(start: i32): i32 {
  const quote = unitAt(start);
  let end = start + 1;
  let spans = false;
  let begins = false;
  let holdsTag: bool = false;
  for (; end < length && unitAt(end) !== quote; end++) {
    const c = unitAt(end);
    if (c === 10) {
      spans = true;
      begins = true;
    } else if (!isSpace(c)) {
      if (begins && c === 60) holdsTag = holdsTag || beginsTag(end);
      begins = false;
    }
  }
  // What reaches into the next attribute or element holds quotes that do not belong together.
  const isTorn = spans && (holdsTag || unitAt(end - 1) === 61);
  return end >= length || isTorn ? quotedEnd(start) : end + 1;
}

function beginsTag(start: i32): bool {
  return isLetter(unitAt(unitAt(start + 1) === 47 ? start + 2 : start + 1));
}

/** The next thing that matters between an element's tags. */
export function readChildren(from: i32): ElementToken {
  for (let i = from; i < length; i++) {
    const c = unitAt(i);
    if (c === 123) return found(ElementToken.OpenCode, i + 1);
    if (c === 60) {
      const behind = behindSpace(i + 1, length);
      if (unitAt(behind) === 47) return found(ElementToken.ClosingTag, behind + 1);
      return found(ElementToken.OpenTag, i + 1);
    }
  }
  return found(ElementToken.End, length);
}
