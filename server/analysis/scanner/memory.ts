/** Where the bytes of most files are read to. Tables lie before it. */
const window: usize = 1 << 17;
const windowBytes: i32 = 1 << 20;
/** What is read or written at once may reach beyond the end. */
const margin: i32 = 64;
/** Where the text begins. The last bytes before it are zero, which is no character that matters. */
const textStart: usize = window + windowBytes + 2 * margin;
/** Line feeds behind the text: to look ahead needs no check. */
const guardUnits: i32 = 16;
const lineFeed: u16 = 10;

/** Where the bytes of the present file are. */
export let bytesStart: usize = window;
/** Where they end if they lie behind the text, as those of a large file do. */
let bytesEnd: usize = 0;
/** Code units of the text. */
export let length: i32 = 0;
/** Whatever lies from here on is free. */
let free: usize = 0;
/** Where what belongs to the text itself ends. */
let kept: usize = 0;

/** Makes room for so many bytes of a file and gives its address. */
export function reserveBytes(size: i32): usize {
  const isLarge = size > windowBytes;
  bytesStart = isLarge ? behindText(size + margin) : window;
  bytesEnd = isLarge ? bytesStart + ((size + margin) as usize) : 0;
  provide(bytesEnd);
  return bytesStart;
}

/** Makes room for a text of at most so many code units and gives its address; the bytes of a large file are lost. */
export function reserve(units: i32): usize {
  bytesEnd = 0;
  return reserveBesideBytes(units);
}

/** The same for a text that has no more code units than there are bytes, which stay. */
export function reserveBesideBytes(units: i32): usize {
  length = units;
  free = (max(behindText(units), bytesEnd) + 7) & ~7;
  provide(free);
  return textStart;
}

function behindText(units: i32): usize {
  return textStart + (((units + guardUnits) as usize) << 1);
}

/** Keeps what has been allocated since the room was made for as long as the text. */
export function keepAllocated(): void {
  kept = free;
}

/** Forgets all that was allocated, but not what is kept. */
export function releaseAll(): void {
  free = kept;
}

/** Ends the text of so many code units that was written to the place reserved for it. */
export function endText(units: i32): void {
  length = units;
  const end = textStart + ((units as usize) << 1);
  for (let i = 0; i < guardUnits; i++) store<u16>(end + ((i as usize) << 1), lineFeed);
}

/** The address of the code unit at an offset. */
export function addressOf(offset: i32): usize {
  return textStart + ((offset as usize) << 1);
}

/** The code unit at an offset: zero right before the text, line feeds right behind it. */
export function unitAt(offset: i32): i32 {
  return load<u16>(addressOf(offset));
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
