import type { FileStamp } from './fileStamp.ts';

/** Numbers of a stamp in a list of stamps. */
export const stampLength = 4;

/** Puts a stamp into a list of them. One number after the other: `set` takes four times as long for so few. */
export function setStamp(stamps: Float64Array, place: number, stamp: FileStamp): void {
  const start = place * stampLength;
  stamps[start] = stamp[0];
  stamps[start + 1] = stamp[1];
  stamps[start + 2] = stamp[2];
  stamps[start + 3] = stamp[3];
}

/** The stamp at a place in a list of them. */
export function stampAt(stamps: Float64Array, place: number): FileStamp {
  const start = place * stampLength;
  return [stamps[start] ?? 0, stamps[start + 1] ?? 0, stamps[start + 2] ?? 0, stamps[start + 3] ?? 0];
}
