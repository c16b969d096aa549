import { addressOf, length, unitAt } from '../memory.ts';

/** Makes line feeds of carriage returns alone, which end lines for Python, but not for an editor; offsets stay what they were. */
export function endLinesAtReturns(): void {
  const carriageReturn = i16x8.splat(13);
  for (let offset = 0; offset < length; offset += 8) {
    let found = i16x8.bitmask(i16x8.eq(v128.load(addressOf(offset)), carriageReturn));
    for (; found !== 0; found &= found - 1) endLineAt(offset + ctz(found));
  }
}

function endLineAt(offset: i32): void {
  const isLast = offset + 1 === length;
  if (isLast || (offset < length && unitAt(offset + 1) !== 10)) store<u16>(addressOf(offset), 10);
}
