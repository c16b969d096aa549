const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** A time of a zone as people say it: `Mon 22:00 Europe/Berlin`; with the date where the weekday is not enough. */
export function momentWords(moment: Date, timeZone: string, now: Date): string {
  const isNear = Math.abs(moment.getTime() - now.getTime()) < 6 * units[0][1];
  const parts: Record<string, string> = {};
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  for (const { type, value } of format.formatToParts(moment)) parts[type] = value;
  const { weekday, day, month, year, hour, minute } = parts;
  const date = isNear ? '' : ` ${day} ${month} ${year}`;
  return `${weekday}${date} ${hour}:${minute} ${timeZone}`;
}

/** How long it is until a moment, in the largest unit that fits: `5 h`, `20 min`. */
export function timeUntil(moment: Date, now: Date): string {
  const left = Math.max(0, moment.getTime() - now.getTime());
  const [name, size] = units.find(([, milliseconds]) => left >= milliseconds) ?? ['min', 60_000];
  return `${Math.max(1, Math.round(left / size))} ${name}`;
}
