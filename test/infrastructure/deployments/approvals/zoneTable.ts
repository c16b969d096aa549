/** Days around which clocks are put forward or back, or where nothing happens: by a full hour, by half of one, over midnight, by a day. */
export const turns: readonly (readonly [timeZone: string, day: string])[] = [
  ['Europe/Berlin', '2026-03-29'],
  ['Europe/Berlin', '2026-10-25'],
  ['America/New_York', '2026-03-08'],
  ['America/New_York', '2026-11-01'],
  ['Australia/Lord_Howe', '2026-04-05'],
  ['Australia/Lord_Howe', '2026-10-04'],
  ['America/Santiago', '2026-09-06'],
  ['America/Santiago', '2026-04-05'],
  ['Africa/Casablanca', '2026-02-15'],
  ['Atlantic/Azores', '2026-10-25'],
  ['Pacific/Apia', '2011-12-30'],
  ['Asia/Kathmandu', '2026-06-01'],
  ['UTC', '2026-12-31'],
];

export const minute = 60_000;
const daysAround = 3;

/** What a clock shows, written out minute by minute: slow and plain, to hold the quick one to. */
export class ZoneTable {
  readonly start: number;
  readonly minutes: number;
  readonly #shown: readonly string[];

  constructor(timeZone: string, day: string) {
    this.start = Date.parse(`${day}T00:00:00Z`) - daysAround * 86_400_000;
    this.minutes = 2 * daysAround * 24 * 60;
    // Swedish writes dates as ISO does.
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' });
    this.#shown = Array.from({ length: this.minutes }, (_, index) =>
      format.format(this.start + index * minute),
    );
  }

  instant(index: number): number {
    return this.start + index * minute;
  }

  /** `2026-03-29`. */
  date(index: number): string {
    return this.#shown[index]?.slice(0, 10) ?? '';
  }

  /** `02:30`. */
  time(index: number): string {
    return this.#shown[index]?.slice(11) ?? '';
  }

  weekday(index: number, daysBefore = 0): string {
    const date = new Date(Date.parse(`${this.date(index)}T12:00:00Z`) - daysBefore * 86_400_000);
    return ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][date.getUTCDay()] ?? '';
  }

  /** The first later minute at which something is other than at this one; undefined where the table ends before. */
  change(index: number, holds: (index: number) => boolean): number | undefined {
    const present = holds(index);
    for (let later = index + 1; later < this.minutes; later++)
      if (holds(later) !== present) return this.instant(later);
    return undefined;
  }
}
