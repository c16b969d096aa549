import type { MaintenanceWindow, Weekday } from '../../../protocol/configuration/approvalConfiguration.ts';
import { nextChange } from './nextChange.ts';
import { momentWords, timeUntil } from './timeWords.ts';
import { dayMilliseconds, turningPoints, wallTime } from './wallClock.ts';

/** Whether something may go on now, and when that is next different. */
export interface OpenState {
  readonly open: boolean;
  /** Null where it stays so. */
  readonly nextChange: Date | null;
  /** `opens Mon 22:00 Europe/Berlin (in 5 h)`; empty where there is nothing to say. */
  readonly sentence: string;
}

/** 1970-01-01 was a Thursday. */
const weekdays: readonly Weekday[] = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'];

/** A window that opens weekly can be skipped once, when the clock is put forward over it. */
const daysAhead = 16;

/**
 * Whether one of the windows is open; without windows it always is. What counts is what the clock on the wall of the
 * zone shows: an hour that comes twice is inside twice, one that is left out is never.
 */
export function windowState(windows: readonly MaintenanceWindow[], now: Date): OpenState {
  const at = now.getTime();
  if (windows.length === 0) return { open: true, nextChange: null, sentence: '' };
  const isOpen = (instant: number) => windows.some((window) => isInside(window, instant));
  const next = nextChange(
    at,
    windows.flatMap((window) => boundaries(window, at)),
    isOpen,
  );
  const open = isOpen(at);
  return { open, nextChange: next, sentence: next === null ? '' : sentence(windows, open, next, now) };
}

function isInside({ days, from, to, timeZone }: MaintenanceWindow, instant: number): boolean {
  const { day, minute } = wallTime(instant, timeZone);
  const [start, end] = [minuteOf(from), minuteOf(to)];
  const opensOn = (date: number) => days.includes(weekdays[((date % 7) + 7) % 7] ?? 'mon');
  if (start < end) return opensOn(day) && minute >= start && minute < end;
  return (opensOn(day) && minute >= start) || (opensOn(day - 1) && minute < end);
}

function boundaries({ from, to, timeZone }: MaintenanceWindow, at: number): number[] {
  const today = Math.floor(at / dayMilliseconds);
  const minutes = [minuteOf(from), minuteOf(to)];
  const days = Array.from({ length: daysAhead + 1 }, (_, index) => today - 1 + index);
  return days.flatMap((day) => turningPoints(day, minutes, timeZone));
}

function minuteOf(time: string): number {
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

function sentence(windows: readonly MaintenanceWindow[], open: boolean, next: Date, now: Date): string {
  // Told in the zone of the window that opens then, or closes.
  const turns = windows.find(
    (window) => isInside(window, next.getTime()) !== open && isInside(window, next.getTime() - 1) === open,
  );
  const when = momentWords(next, (turns ?? windows[0])?.timeZone ?? 'UTC', now);
  return open
    ? `open until ${when} (for ${timeUntil(next, now)})`
    : `opens ${when} (in ${timeUntil(next, now)})`;
}
