import { isWordUnit, spells } from '../characters.ts';
import { unitAt } from '../memory.ts';

/** How far before a template its line may begin; nobody indents lines that are longer. */
const reach = 500;

/** Columns before the first character of a line. */
export function indentOfLine(offset: i32): i32 {
  const first = max(0, offset - reach);
  let start = offset;
  while (start > first && unitAt(start - 1) !== 10) start--;
  let i = start;
  while (i < offset && isIndent(unitAt(i))) i++;
  return i - start;
}

function isIndent(c: i32): bool {
  return c === 32 || c === 9;
}

/** Whether code with at most this indentation stands in what looks like a template: its quotes do not belong together. */
export function holdsCode(from: i32, end: i32, indent: i32): bool {
  for (let i = from; i < end; i++) {
    if (!endsLine(unitAt(i))) continue;
    let start = i + 1;
    while (start < end && isIndent(unitAt(start))) start++;
    if (start - i - 1 <= indent && start < end && (beginsStatement(start) || beginsMethod(start, end)))
      return true;
    i = start - 1;
  }
  return false;
}

function endsLine(c: i32): bool {
  return c === 10 || c === 13 || c === 0x2028 || c === 0x2029;
}

function beginsStatement(start: i32): bool {
  if (unitAt(start) === 125) return true;
  return beginsDeclaration(start) || isWord(start, 'export') || isWord(start, 'import');
}

function beginsDeclaration(start: i32): bool {
  const afterAsync = spells(start, 'async ') ? start + 6 : start;
  const afterAbstract = spells(start, 'abstract ') ? start + 9 : start;
  if (isWord(afterAsync, 'function') || isWord(afterAbstract, 'class')) return true;
  if (isWord(start, 'interface') || isWord(start, 'type') || isWord(start, 'enum')) return true;
  return isWord(start, 'const') || isWord(start, 'let') || isWord(start, 'var');
}

function isWord(start: i32, word: string): bool {
  return spells(start, word) && !isWordUnit(unitAt(start + word.length));
}

/** A name, a parenthesis, and a brace that ends the line. */
function beginsMethod(start: i32, end: i32): bool {
  let i = spells(start, 'static ') ? start + 7 : start;
  if (spells(i, 'async ')) i += 6;
  const first = i;
  while (i < end && isMethodUnit(unitAt(i))) i++;
  if (i === first || i >= end || unitAt(i) !== 40) return false;
  let last = i;
  while (last < end && !endsLine(unitAt(last))) last++;
  return unitAt(last - 1) === 123;
}

function isMethodUnit(c: i32): bool {
  return isWordUnit(c) || c === 35 || c === 36;
}
