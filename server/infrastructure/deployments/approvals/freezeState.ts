import { type Freeze, isDay } from '../../../protocol/configuration/approvalConfiguration.ts';
import { nextChange } from './nextChange.ts';
import { momentWords, timeUntil } from './timeWords.ts';
import { dayMilliseconds, turningPoints, wallTime } from './wallClock.ts';
import type { OpenState } from './windowState.ts';

/** Whether no freeze is in force. A day that is named belongs to the freeze from its first minute to its last. */
export function freezeState(freezes: readonly Freeze[], now: Date): OpenState {
  const at = now.getTime();
  const isFrozen = (instant: number) => freezes.some((freeze) => covers(freeze, instant));
  const next = nextChange(at, freezes.flatMap(boundaries), isFrozen);
  const open = !isFrozen(at);
  return { open, nextChange: next, sentence: open ? '' : sentence(freezes, next, now) };
}

function covers(freeze: Freeze, instant: number): boolean {
  const { from, until, timeZone = 'UTC' } = freeze;
  const today = isDay(from) || isDay(until) ? wallTime(instant, timeZone).day : 0;
  const hasBegun = isDay(from) ? today >= dayOf(from) : instant >= Date.parse(from);
  const isOver = isDay(until) ? today > dayOf(until) : instant >= Date.parse(until);
  return hasBegun && !isOver;
}

function boundaries({ from, until, timeZone = 'UTC' }: Freeze): number[] {
  return [
    ...(isDay(from) ? turningPoints(dayOf(from), [0], timeZone) : [Date.parse(from)]),
    ...(isDay(until) ? turningPoints(dayOf(until) + 1, [0], timeZone) : [Date.parse(until)]),
  ];
}

function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / dayMilliseconds;
}

/** With the reasons of all that are in force: the last one to end decides. */
function sentence(freezes: readonly Freeze[], next: Date | null, now: Date): string {
  const inForce = freezes.filter((freeze) => covers(freeze, now.getTime()));
  const reasons = [...new Set(inForce.map(({ reason }) => reason))].join('; ');
  if (next === null) return `frozen (${reasons})`;
  const ending = inForce.find((freeze) => covers(freeze, next.getTime() - 1)) ?? inForce[0];
  const when = momentWords(next, ending?.timeZone ?? 'UTC', now);
  return `frozen until ${when} (for ${timeUntil(next, now)}): ${reasons}`;
}
