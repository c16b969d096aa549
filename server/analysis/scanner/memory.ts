/** Where the text begins. Tables lie before it; the last bytes before it are zero, which is no character that matters. */
const textStart: usize = 1 << 17;
/** Line feeds behind the text: to look ahead needs no check. */
const guardUnits: i32 = 16;
const lineFeed: u16 = 10;

/** Code units of the text. */
export let length: i32 = 0;
/** Whatever lies from here on is free. */
let free: usize = 0;

/** Makes room for a text of so many code units and gives its address. */
export function reserve(units: i32): usize {
  length = units;
  releaseAll();
  provide(free);
  return textStart;
}

/** Forgets all that was allocated. */
export function releaseAll(): void {
  const end = textStart + ((length as usize) << 1);
  free = (end + ((guardUnits as usize) << 1) + 7) & ~7;
}

/** Ends the text that was written to the place reserved for it. */
export function guardText(): void {
  const end = textStart + ((length as usize) << 1);
  for (let i = 0; i < guardUnits; i++) store<u16>(end + ((i as usize) << 1), lineFeed);
}

/** The code unit at an offset: zero right before the text, line feeds right behind it. */
export function unitAt(offset: i32): i32 {
  return load<u16>(textStart + ((offset as usize) << 1));
}

/** The address of so many bytes, until all are released. Ends the scan where there is no more memory. */
export function allocate(size: usize): usize {
  const place = free;
  free += (size + 7) & ~7;
  provide(free);
  return place;
}

function provide(end: usize): void {
  const missing = (((end + 0xffff) >>> 16) as i32) - memory.size();
  if (missing <= 0) return;
  // Half as much again, so that a long text does not grow it at each step.
  if (memory.grow(max(missing, memory.size() >> 1)) < 0 && memory.grow(missing) < 0) unreachable();
}
