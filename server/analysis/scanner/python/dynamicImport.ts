import { isWordUnit, spells, spellsWord } from '../characters.ts';
import { noteImport } from '../importList.ts';
import { length, unitAt } from '../memory.ts';
import { behindBlanks } from './gaps.ts';
import { beginsName, behindName, isNameUnit } from './nameCharacters.ts';

/** A statement that is longer is searched for a lambda no further back. */
const longestLambda: i32 = 2000;

/**
 * Notes the import that the call whose parenthesis is at an offset makes: `__import__('x')` or
 * `importlib.import_module('x')` with an absolute name. Every other call makes none, nor one inside a lambda.
 */
export function readCall(statementStart: i32, parenthesis: i32): void {
  if (!followsImporter(parenthesis)) return;
  const quoteOffset = behindKeyword(behindSpace(parenthesis + 1));
  const quote = unitAt(quoteOffset);
  if (quote !== 34 && quote !== 39) return;
  const start = quoteOffset + 1;
  const end = behindDottedName(start);
  if (end === start || unitAt(end) !== quote) return;
  const next = behindSpace(end + 1);
  if (next >= length || (unitAt(next) !== 44 && unitAt(next) !== 41)) return;
  if (!holdsLambda(max(statementStart, parenthesis - longestLambda), parenthesis))
    noteImport(start, end, 0, behindName(start));
}

function followsImporter(parenthesis: i32): bool {
  const last = unitAt(parenthesis - 1);
  if (last !== 95 && last !== 101) return false;
  const start = parenthesis - (last === 95 ? 10 : 13);
  if (start < 0 || isNameUnit(unitAt(start - 1))) return false;
  return last === 95 ? spells(start, '__import__') : spells(start, 'import_module');
}

function behindKeyword(offset: i32): i32 {
  if (!spells(offset, 'name')) return offset;
  const equals = behindBlanks(offset + 4);
  return unitAt(equals) === 61 ? behindBlanks(equals + 1) : offset;
}

function behindSpace(from: i32): i32 {
  let i = from;
  for (let c = unitAt(i); (c === 10 && i < length) || c === 13 || c === 32 || c === 9; c = unitAt(i)) i++;
  return i;
}

/** Offset behind a name with dots but no blanks; the same where none is. */
function behindDottedName(start: i32): i32 {
  let end = start;
  for (let name = start; beginsName(name); name = end + 1) {
    end = behindName(name);
    if (unitAt(end) !== 46) return end;
  }
  return end;
}

function holdsLambda(from: i32, end: i32): bool {
  for (let i = from; i < end; i++)
    if (unitAt(i) === 108 && spellsWord(i, 'lambda') && (i === from || !isWordUnit(unitAt(i - 1))))
      return true;
  return false;
}
