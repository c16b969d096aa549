import { isWordUnit, spells } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { behindBlanks } from './gaps.ts';

/** Whether the `if` or `elif` at an offset guards what does not run when the module is imported. */
export function guardsFromImport(start: i32): bool {
  const keyword = spells(start, 'el') ? start + 2 : start;
  if (!spells(keyword, 'if')) return false;
  let i = keyword + 2;
  for (let c = unitAt(i); c === 32 || c === 9 || c === 40; c = unitAt(i)) i++;
  return i > keyword + 2 && (isTypeChecking(i) || isMain(i));
}

/** `TYPE_CHECKING:`, also as a member of a module and with further conditions. */
function isTypeChecking(start: i32): bool {
  let i = start;
  if (unitAt(i) < 48 || unitAt(i) > 57) while (isWordUnit(unitAt(i))) i++;
  const name = i > start && unitAt(i) === 46 ? i + 1 : start;
  if (!spells(name, 'TYPE_CHECKING')) return false;
  const behind = behindClosing(name + 13);
  if (unitAt(behind) === 58) return true;
  return spells(behind, 'and') && !isWordUnit(unitAt(behind + 3)) && hasColon(behind + 3);
}

function hasColon(from: i32): bool {
  let i = from;
  while (unitAt(i) !== 58 && unitAt(i) !== 10) i++;
  return unitAt(i) === 58;
}

/** `__name__ == '__main__':`, in either order. */
function isMain(start: i32): bool {
  const isName = spells(start, '__name__');
  if (!isName && !isMainText(start)) return false;
  const operator = behindBlanks(start + (isName ? 8 : 10));
  if (!spells(operator, '==')) return false;
  const right = behindBlanks(operator + 2);
  if (!(isName ? isMainText(right) : spells(right, '__name__'))) return false;
  return unitAt(behindClosing(right + (isName ? 10 : 8))) === 58;
}

function isMainText(offset: i32): bool {
  return spells(offset, "'__main__'") || spells(offset, '"__main__"');
}

function behindClosing(from: i32): i32 {
  let i = from;
  for (let c = unitAt(i); c === 32 || c === 9 || c === 41; c = unitAt(i)) i++;
  return i;
}
