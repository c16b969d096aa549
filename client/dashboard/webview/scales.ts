/** Maps a value of one range into another; a range without extent maps to its beginning. */
export function scale(
  [from, to]: readonly [number, number],
  [low, high]: readonly [number, number],
): (value: number) => number {
  const extent = to - from;
  return (value) => (extent === 0 ? low : low + ((value - from) / extent) * (high - low));
}

/** Round values from 0 to one that is not below the greatest, about so many. */
export function valueTicks(greatest: number, about: number): number[] {
  const rough = Math.max(greatest, 1) / about;
  const magnitude = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, ([1, 2, 5, 10].find((one) => one * magnitude >= rough) ?? 10) * magnitude);
  const count = Math.ceil(Math.max(greatest, 1) / step);
  return Array.from({ length: count + 1 }, (_, index) => index * step);
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  minute,
  5 * minute,
  15 * minute,
  hour,
  3 * hour,
  6 * hour,
  12 * hour,
  day,
  2 * day,
  7 * day,
  14 * day,
  30 * day,
  91 * day,
  182 * day,
  365 * day,
];

export interface TimeTicks {
  readonly times: readonly number[];
  /** Whether they are whole days. */
  readonly days: boolean;
}

/**
 * Round moments of a span, at most so many.
 * @param offset minutes that the clock on the wall is behind UTC, as `Date.getTimezoneOffset` tells
 */
export function timeTicks(from: number, to: number, most: number, offset: number): TimeTicks {
  const step = steps.find((one) => (to - from) / one <= most) ?? Math.ceil((to - from) / most / day) * day;
  const shift = offset * minute;
  const times: number[] = [];
  for (let time = Math.ceil((from - shift) / step) * step + shift; time <= to; time += step) times.push(time);
  return { times, days: step >= day };
}
