import { spells, spellsWord } from '../characters.ts';

/** Whether the magic at an offset gives the rest of a notebook's cell to another language: `%%bash`. */
export function takesWholeCell(start: i32): bool {
  if (!spells(start, '%%')) return false;
  const name = start + 2;
  return !(
    spellsWord(name, 'time') ||
    spellsWord(name, 'timeit') ||
    spellsWord(name, 'capture') ||
    spellsWord(name, 'prun')
  );
}
