import { isWordUnit, spells } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { behindBlanks } from './gaps.ts';
import { beginsName, behindName } from './nameCharacters.ts';

/** Whether the `case` at an offset takes everything that the ones before it left, like `else`: `case _:`. */
export function isFinalCase(start: i32): bool {
  if (!spells(start, 'case')) return false;
  return endsInWildcard(start + 4) || isCapture(start + 4);
}

/** `case 1 | _:` */
function endsInWildcard(from: i32): bool {
  let bar = -1;
  let i = from;
  for (let c = unitAt(i); !endsPattern(c); c = unitAt(i)) {
    if (c === 124) bar = i;
    i++;
  }
  if (bar < 0 || unitAt(i) !== 58) return false;
  const wildcard = behindBlanks(bar + 1);
  return unitAt(wildcard) === 95 && endsCase(wildcard + 1);
}

/** Line end, colon, quotes, comment: no alternative is searched for beyond. */
function endsPattern(c: i32): bool {
  return c === 10 || c === 58 || c === 34 || c === 39 || c === 35;
}

/** `case (name):` */
function isCapture(from: i32): bool {
  let i = behindBlanks(from);
  while (unitAt(i) === 40) i = behindBlanks(i + 1);
  if (!beginsName(i) || isConstant(i)) return false;
  return endsCase(behindName(i));
}

function isConstant(start: i32): bool {
  if (spells(start, 'None') || spells(start, 'True')) return !isWordUnit(unitAt(start + 4));
  return spells(start, 'False') && !isWordUnit(unitAt(start + 5));
}

/** Whether only other names for all of it, closing parentheses and the colon follow. */
function endsCase(from: i32): bool {
  let i = from;
  while (true) {
    const as = behindBlanks(i);
    if (as === i || !spells(as, 'as')) break;
    const name = behindBlanks(as + 2);
    if (name === as + 2 || !beginsName(name)) break;
    i = behindName(name);
  }
  i = behindBlanks(i);
  while (unitAt(i) === 41) i = behindBlanks(i + 1);
  return unitAt(i) === 58;
}
