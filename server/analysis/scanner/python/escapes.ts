import { length, unitAt } from '../memory.ts';

/** Offset behind what a backslash in a string takes with it: a line ending of two characters counts as one. */
export function behindEscaped(backslash: i32): i32 {
  const isPair = unitAt(backslash + 1) === 13 && backslash + 2 < length && unitAt(backslash + 2) === 10;
  return isPair ? backslash + 3 : backslash + 2;
}
