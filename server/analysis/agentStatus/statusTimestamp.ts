const shape =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s*(Z|UTC|[+-]\d{2}:?\d{2})?$/i;
/** Seconds of the years 2001 to 2100, and the same in milliseconds. */
const epochSeconds = { least: 978_307_200, most: 4_133_980_800 };

/**
 * The moment a `last_updated` means: date with blank or T, seconds and fractions or none, Z, offset, or naive, which
 * is the local time of this machine, because agents write it here; or a number of seconds or milliseconds since 1970.
 * Undefined for free text and impossible dates.
 */
export function parseStatusTimestamp(value: string | number | boolean | null): Date | undefined {
  if (typeof value === 'number') return momentOfNumber(value);
  const match = typeof value === 'string' ? shape.exec(value.slice(0, 100).trim()) : null;
  if (!match) return undefined;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '0', zone] = match;
  const milliseconds = fraction.padEnd(3, '0').slice(0, 3);
  const moment = new Date(
    `${year}-${month}-${day}T${hour}:${minute}:${second}.${milliseconds}${offset(zone)}`,
  );
  const days = new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
  return Number.isNaN(moment.getTime()) || Number(day) > days ? undefined : moment;
}

function momentOfNumber(value: number): Date | undefined {
  const seconds = value > epochSeconds.most ? value / 1000 : value;
  const isPlausible = seconds >= epochSeconds.least && seconds <= epochSeconds.most;
  return isPlausible ? new Date(Math.round(seconds * 1000)) : undefined;
}

function offset(zone: string | undefined): string {
  if (zone === undefined) return '';
  return /^(z|utc)$/i.test(zone) ? 'Z' : `${zone.slice(0, 3)}:${zone.slice(-2)}`;
}
