/** The last moment of a day in the time zone of this window; undefined where that is none. */
export function endOfDay(text: string): string | undefined {
  const day = text.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const end = new Date(`${day}T23:59:59.000`);
  return Number.isNaN(end.getTime()) ? undefined : end.toISOString();
}

/** Whether a text names a day, or none. */
export function isDay(text: string): boolean {
  return text.trim() === '' || endOfDay(text) !== undefined;
}

/** The day of a deadline in the time zone of this window; empty where there is none. */
export function dayOf(deadline: string | null): string {
  if (deadline === null) return '';
  const time = new Date(deadline);
  const parts = [time.getFullYear(), time.getMonth() + 1, time.getDate()];
  return parts.map((part) => String(part).padStart(2, '0')).join('-');
}
