import { allocate } from './memory.ts';

/** A part of the text, in a list of such parts whose last one is known. */
@unmanaged
export class Place {
  before: Place | null;
  start: i32;
  end: i32;
}

/** A place in a list behind another. */
export function placeBehind(before: Place | null, start: i32, end: i32): Place {
  const place = changetype<Place>(allocate(offsetof<Place>()));
  place.before = before;
  place.start = start;
  place.end = end;
  return place;
}

/** Writes the starts and ends of a list in a row, the first one first: how many places it has. */
export function tellPlaces(last: Place | null): i32 {
  let count = 0;
  let place = last;
  while (place !== null) {
    count++;
    place = place.before;
  }
  let to = allocate((count as usize) << 3) + ((count as usize) << 3);
  place = last;
  while (place !== null) {
    to -= 8;
    store<i32>(to, place.start);
    store<i32>(to, place.end, 4);
    place = place.before;
  }
  return count;
}
