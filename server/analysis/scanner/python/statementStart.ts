import { isSpace, spells } from '../characters.ts';
import { length, unitAt } from '../memory.ts';
import { behindBlanks } from './gaps.ts';
import { beginsName, goesOnName } from './nameCharacters.ts';

/** Whether a word begins a statement at an offset that can stand nowhere inside brackets: an open one is half-typed. */
export function startsStatement(start: i32): bool {
  switch (unitAt(start)) {
    case 97:
      return is(start, 'assert') || startsDefinition(behindAsync(start));
    case 98:
    case 99:
    case 100:
      return is(start, 'break') || is(start, 'continue') || is(start, 'del') || startsDefinition(start);
    case 101:
      return is(start, 'except') || is(start, 'elif');
    case 102:
      return is(start, 'finally');
    case 103:
      return is(start, 'global');
    case 105:
      return is(start, 'import');
    case 110:
      return is(start, 'nonlocal');
    case 112:
      return is(start, 'pass');
    case 114:
      return is(start, 'return') || is(start, 'raise');
    case 116:
      return is(start, 'try');
    case 119:
      return is(start, 'with') || is(start, 'while');
    default:
      return false;
  }
}

function behindAsync(start: i32): i32 {
  if (!spells(start, 'async')) return start;
  const behind = behindBlanks(start + 5);
  return behind === start + 5 ? start : behind;
}

/** Whether `def` or `class` stands at an offset, with a name behind it. */
function startsDefinition(start: i32): bool {
  const keywordEnd = spells(start, 'def') ? start + 3 : start + 5;
  if (keywordEnd === start + 5 && !spells(start, 'class')) return false;
  const name = behindBlanks(keywordEnd);
  return name > keywordEnd && beginsName(name);
}

/** Whether a word stands at an offset to which nothing is assigned. */
function is(start: i32, word: string): bool {
  const end = start + word.length;
  return spells(start, word) && !goesOnName(end) && !isAssigned(end);
}

function isAssigned(end: i32): bool {
  let i = end;
  while (i < length && isSpace(unitAt(i))) i++;
  return unitAt(i) === 61 && i + 1 < length && unitAt(i + 1) !== 61;
}
