import { isWordUnit, spells } from '../characters.ts';
import { unitAt } from '../memory.ts';
import { behindBlanks } from './gaps.ts';

/**
 * Whether a definition or an import with at most this indentation is in a string that ends at an offset: then its quotes
 * do not belong together.
 */
export function holdsDefinition(start: i32, end: i32, indent: i32): bool {
  for (let i = start; i < end; i++) {
    if (!endsLine(unitAt(i))) continue;
    const first = behindBlanks(i + 1);
    if (first - i - 1 <= indent && first < end && beginsDefinition(first, end)) return true;
  }
  return false;
}

function endsLine(c: i32): bool {
  return c === 10 || c === 13 || c === 0x2028 || c === 0x2029;
}

// A quote stands at the end of the string: no word goes on there.

function beginsDefinition(start: i32, end: i32): bool {
  switch (unitAt(start)) {
    case 97:
      return spells(start, 'async') && isNamed(gapAt(start + 5));
    case 99:
    case 100:
      return isNamed(start);
    case 102:
      return spells(start, 'from') && isFromImport(start + 4);
    case 105:
      return spells(start, 'import') && isImport(start + 6, end);
    default:
      return false;
  }
}

/** Offset behind the blanks at an offset; -1 where there are none. */
function gapAt(offset: i32): i32 {
  const behind = behindBlanks(offset);
  return behind === offset ? -1 : behind;
}

function isNamed(start: i32): bool {
  if (start < 0) return false;
  const isClass = spells(start, 'class');
  if (!isClass && !spells(start, 'def')) return false;
  const name = gapAt(start + (isClass ? 5 : 3));
  if (name < 0) return false;
  const c = unitAt(name);
  return c > 57 && isWordUnit(c);
}

function behindModule(offset: i32): i32 {
  let i = offset;
  while (isWordUnit(unitAt(i)) || unitAt(i) === 46) i++;
  return i;
}

function isFromImport(offset: i32): bool {
  const module = gapAt(offset);
  if (module < 0) return false;
  const moduleEnd = behindModule(module);
  const word = gapAt(moduleEnd);
  return moduleEnd > module && word > 0 && spells(word, 'import') && !isWordUnit(unitAt(word + 6));
}

function isImport(offset: i32, end: i32): bool {
  const module = gapAt(offset);
  if (module < 0) return false;
  const moduleEnd = behindModule(module);
  if (moduleEnd === module) return false;
  const next = behindBlanks(moduleEnd);
  if (next === end || endsLine(unitAt(next)) || unitAt(next) === 44) return true;
  return spells(next, 'as') && !isWordUnit(unitAt(next + 2));
}
