import { spellsWord } from '../characters.ts';
import { importedName, noteImport } from '../importList.ts';
import { unitAt } from '../memory.ts';
import { behindBlanks, behindBracketGap, behindGap } from './gaps.ts';
import { beginsName, behindName } from './nameCharacters.ts';

/** Whether line ends may stand between the names that are read. */
let inBrackets: bool = false;

/** Notes the modules of the import statement at an offset, as far as it is written. */
export function readImport(start: i32): void {
  inBrackets = false;
  if (spellsWord(start, 'import')) readNames(start + 6, 0);
  else if (spellsWord(start, 'from')) readFrom(start + 4);
}

function readFrom(offset: i32): void {
  let level = 0;
  let module = behindGap(offset);
  for (; unitAt(module) === 46; module = behindGap(module + 1)) level++;
  const moduleEnd = spellsWord(module, 'import') ? module : behindDottedName(module);
  const keyword = behindGap(moduleEnd);
  if ((level === 0 && moduleEnd === module) || !spellsWord(keyword, 'import')) return;
  noteImport(module, moduleEnd, level, min(moduleEnd, behindName(module)));
  const names = behindGap(keyword + 6);
  inBrackets = unitAt(names) === 40;
  readNames(inBrackets ? names + 1 : names, importedName);
}

/** Notes names separated by commas, without what `as` calls them. */
function readNames(offset: i32, level: i32): void {
  let i = offset - 1;
  do {
    const start = behindSpace(i + 1);
    const end = unitAt(start) === 42 ? start + 1 : behindDottedName(start);
    if (end === start) return;
    noteImport(start, end, level, behindName(start));
    i = behindSpace(end);
    if (spellsWord(i, 'as')) i = behindSpace(behindDottedName(behindSpace(i + 2)));
  } while (unitAt(i) === 44);
}

function behindSpace(offset: i32): i32 {
  return inBrackets ? behindBracketGap(offset) : behindGap(offset);
}

/** Offset behind a name with dots, around which blanks may stand; the same where none is. */
function behindDottedName(start: i32): i32 {
  if (!beginsName(start)) return start;
  let end = behindName(start);
  while (true) {
    const dot = behindBlanks(end);
    if (unitAt(dot) !== 46) return end;
    const next = behindBlanks(dot + 1);
    if (!beginsName(next)) return end;
    end = behindName(next);
  }
}
