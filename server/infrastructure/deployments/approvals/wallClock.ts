/** What a clock on the wall of a time zone shows. */
export interface WallTime {
  /** Days since 1970-01-01 of the calendar there. */
  readonly day: number;
  /** Minutes since midnight, 0 to 1439. */
  readonly minute: number;
}

export const dayMilliseconds = 86_400_000;
const minuteMilliseconds = 60_000;

const formats = new Map<string, Intl.DateTimeFormat>();

/** What the clock of a zone shows at an instant. A clock that is put back shows the same twice, one put forward leaves some out. */
export function wallTime(instant: number, timeZone: string): WallTime {
  const shown = shownAt(instant, timeZone);
  const day = Math.floor(shown / dayMilliseconds);
  return { day, minute: Math.floor((shown - day * dayMilliseconds) / minuteMilliseconds) };
}

/**
 * Instants at which the clock of a zone can come to one of some minutes of a day, and those at which it is put forward
 * or back around that day: never too few, and some at which nothing is different.
 */
export function turningPoints(day: number, minutes: readonly number[], timeZone: string): number[] {
  const noon = day * dayMilliseconds + dayMilliseconds / 2;
  const offsets = new Set([-1, 0, 1].map((days) => offsetAt(noon + days * dayMilliseconds, timeZone)));
  const ofMinutes = minutes.flatMap((minute) =>
    [...offsets].map((offset) => day * dayMilliseconds + minute * minuteMilliseconds - offset),
  );
  return [...ofMinutes, ...shifts(noon, timeZone)];
}

/** When the clock of a zone is put forward or back in the day before or after an instant. */
function shifts(middle: number, timeZone: string): number[] {
  const found: number[] = [];
  for (const start of [middle - dayMilliseconds, middle]) {
    let [low, high] = [start, start + dayMilliseconds];
    const before = offsetAt(low, timeZone);
    if (before === offsetAt(high, timeZone)) continue;
    while (high - low > minuteMilliseconds) {
      const between = low + Math.floor((high - low) / 2 / minuteMilliseconds) * minuteMilliseconds;
      if (offsetAt(between, timeZone) === before) low = between;
      else high = between;
    }
    found.push(high);
  }
  return found;
}

function offsetAt(instant: number, timeZone: string): number {
  return shownAt(instant, timeZone) - Math.floor(instant / minuteMilliseconds) * minuteMilliseconds;
}

/** The minute that a clock shows, as if it were UTC. */
function shownAt(instant: number, timeZone: string): number {
  const parts: Record<string, number> = {};
  for (const { type, value } of formatOf(timeZone).formatToParts(instant)) parts[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute);
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone);
  if (known) return known;
  const numeric = 'numeric';
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: numeric,
    month: numeric,
    day: numeric,
    hour: numeric,
    minute: numeric,
  });
  formats.set(timeZone, made);
  return made;
}
