/** Larger ones are not kept: a text of 100 MB comes once. */
const keptCapacity = 1 << 22;

let scratch = new Uint16Array(1 << 16);

/**
 * The UTF-16 code units of a text, a line feed behind the last: a loop reads them twice as fast as the string. Valid
 * until the next call, which fills the same memory again.
 */
export function characters(text: string): Uint16Array {
  let units = scratch;
  if (units.length <= text.length) {
    units = new Uint16Array(Math.max(text.length + 1, Math.min(keptCapacity, 2 * text.length)));
    if (units.length <= keptCapacity) scratch = units;
  }
  Buffer.from(units.buffer).write(text, 'utf16le');
  units[text.length] = 10;
  return units;
}
