import { allocate, unitAt } from '../memory.ts';
import { Place } from '../place.ts';
import { lastImport } from './importTokens.ts';

/** How many bytes tell an import: its start and end, and the number of the first part of its name. */
const told: usize = 12;
const slash = 47;

/** Writes the imports in a row, the first one first: how many there are. */
export function tellImports(): i32 {
  let count = 0;
  let place: Place | null = lastImport;
  while (place !== null) {
    count++;
    place = place.before;
  }
  let to = allocate((count as usize) * told) + (count as usize) * told;
  place = lastImport;
  while (place !== null) {
    to -= told;
    store<i32>(to, place.start);
    store<i32>(to, place.end, 4);
    store<i32>(to, firstName(place.start, place.end), 8);
    place = place.before;
  }
  return count;
}

/** A number of what stands before the first slash: FNV-1a of its code units, as in `packageNames.ts`. */
function firstName(start: i32, end: i32): i32 {
  let number: i32 = 0x811c9dc5;
  for (let i = start; i < end; i++) {
    const c = unitAt(i);
    if (c === slash) break;
    number = (number ^ c) * 0x01000193;
  }
  return number;
}
