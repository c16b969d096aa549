import { allocate, unitAt } from './memory.ts';

/** Where a module's name stands that the text loads, or a name that it takes from a module. */
@unmanaged
export class Import {
  before: Import | null;
  start: i32;
  end: i32;
  /** Dots before the name of a relative module; `importedName` for a name in a module. */
  level: i32;
  /** Offset behind the first part of its name. */
  firstEnd: i32;
}

/** Instead of a level: the entry is a name in the module that was noted before it. */
export const importedName: i32 = -1;
/** How many bytes tell an import: its start and end, its level, and the number of the first part of its name. */
const told: usize = 16;

/** The last of those found so far. */
export let lastImport: Import | null = null;

/** Forgets those of another text. */
export function clearImports(): void {
  lastImport = null;
}

export function noteImport(start: i32, end: i32, level: i32, firstEnd: i32): void {
  const found = changetype<Import>(allocate(offsetof<Import>()));
  found.before = lastImport;
  found.start = start;
  found.end = end;
  found.level = level;
  found.firstEnd = firstEnd;
  lastImport = found;
}

/** Tells them in a row, the first one first: how many there are. */
export function tellImports(): i32 {
  let count = 0;
  let found = lastImport;
  while (found !== null) {
    count++;
    found = found.before;
  }
  let to = allocate((count as usize) * told) + (count as usize) * told;
  found = lastImport;
  while (found !== null) {
    to -= told;
    store<i32>(to, found.start);
    store<i32>(to, found.end, 4);
    store<i32>(to, found.level, 8);
    store<i32>(to, numberOf(found.start, found.firstEnd), 12);
    found = found.before;
  }
  return count;
}

/** FNV-1a of the code units between two offsets, as in `firstNames.ts`. */
function numberOf(start: i32, end: i32): i32 {
  let number: i32 = 0x811c9dc5;
  for (let i = start; i < end; i++) number = (number ^ unitAt(i)) * 0x01000193;
  return number;
}
