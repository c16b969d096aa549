/**
 * The first of some instants after `now` at which something is other than it is now; null where it never is.
 * @param candidates every instant at which it can become different, in any order
 */
export function nextChange(
  now: number,
  candidates: readonly number[],
  holds: (instant: number) => boolean,
): Date | null {
  const present = holds(now);
  const later = [...new Set(candidates)].filter((instant) => instant > now).sort((a, b) => a - b);
  const found = later.find((instant) => holds(instant) !== present);
  return found === undefined ? null : new Date(found);
}
