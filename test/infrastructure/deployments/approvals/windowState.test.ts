import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { windowState } from '../../../../server/infrastructure/deployments/approvals/windowState.ts';
import type {
  MaintenanceWindow,
  Weekday,
} from '../../../../server/protocol/configuration/approvalConfiguration.ts';
import { minute, turns, ZoneTable } from './zoneTable.ts';

const everyDay: Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const night: MaintenanceWindow = {
  days: ['mon', 'tue'],
  from: '22:00',
  to: '04:00',
  timeZone: 'Europe/Berlin',
};

function state(window: Partial<MaintenanceWindow>, now: string) {
  const { open, nextChange, sentence } = windowState([{ ...night, ...window }], new Date(now));
  return [open, nextChange?.toISOString() ?? null, sentence];
}

describe('a maintenance window', () => {
  it('says when it opens and until when it is open, over midnight too', () => {
    expect(state({}, '2026-11-23T16:00:00Z')).toEqual([
      false,
      '2026-11-23T21:00:00.000Z',
      'opens Mon 22:00 Europe/Berlin (in 5 h)',
    ]);
    expect(state({}, '2026-11-24T02:40:00Z')).toEqual([
      true,
      '2026-11-24T03:00:00.000Z',
      'open until Tue 04:00 Europe/Berlin (for 20 min)',
    ]);
    expect(state({}, '2026-11-24T03:00:00Z')[0]).toBe(false);
    // The night of Tuesday ends on Wednesday, and there is none of Wednesday.
    expect(state({}, '2026-11-25T02:59:59.999Z')[0]).toBe(true);
    expect(state({}, '2026-11-25T22:00:00Z')[0]).toBe(false);
  });

  it('names the date where the weekday alone could be two', () => {
    expect(state({ days: ['mon'] }, '2026-11-24T04:00:00Z')[2]).toBe(
      'opens Mon 30 Nov 2026 22:00 Europe/Berlin (in 7 d)',
    );
  });

  it('that is never closed says nothing, and without windows it is always open', () => {
    expect(state({ days: everyDay, from: '00:00', to: '24:00' }, '2026-03-29T00:30:00Z')).toEqual([
      true,
      null,
      '',
    ]);
    expect(windowState([], new Date())).toEqual({ open: true, nextChange: null, sentence: '' });
  });

  it('in the hour that is left out stays closed that day, and in the hour that comes twice is open twice', () => {
    const inTheGap = { days: ['sun'] as Weekday[], from: '02:10', to: '02:50' };
    expect(state(inTheGap, '2026-03-28T12:00:00Z')[1]).toBe('2026-04-05T00:10:00.000Z');
    expect(state(inTheGap, '2026-10-25T00:20:00Z')[0]).toBe(true);
    expect(state(inTheGap, '2026-10-25T01:20:00Z')[0]).toBe(true);
    expect(state(inTheGap, '2026-10-25T00:55:00Z').slice(0, 2)).toEqual([false, '2026-10-25T01:10:00.000Z']);
  });

  it('turns where the clock jumps into it or out of it', () => {
    const around = { days: ['sun'] as Weekday[], from: '02:10', to: '03:30' };
    expect(state(around, '2026-03-28T22:00:00Z').slice(0, 2)).toEqual([false, '2026-03-29T01:00:00.000Z']);
    expect(state({ ...around, to: '04:00' }, '2026-10-25T00:40:00Z').slice(0, 2)).toEqual([
      true,
      '2026-10-25T01:00:00.000Z',
    ]);
  });

  it('is judged by each zone of its own, and tells the one that turns', () => {
    const zones = ['Asia/Tokyo', 'America/New_York'].map((timeZone) => ({
      days: everyDay,
      from: '09:00',
      to: '10:00',
      timeZone,
    }));
    const tokyo = windowState(zones, new Date('2026-11-23T20:00:00Z'));
    expect(tokyo.sentence).toBe('opens Tue 09:00 Asia/Tokyo (in 4 h)');
    const york = windowState(zones, new Date('2026-11-24T03:00:00Z'));
    expect(york.sentence).toBe('opens Tue 09:00 America/New_York (in 11 h)');
  });
});

const tables = turns.map(([timeZone, day]) => ({ timeZone, table: new ZoneTable(timeZone, day) }));
// Clocks are put forward and back in these hours.
const hour = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(0, 1, 2, 3, 23) },
  fc.integer({ min: 0, max: 23 }),
);
const time = fc
  .tuple(hour, fc.constantFrom(0, 10, 15, 30, 59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const someDays = fc.oneof(
  { weight: 2, arbitrary: fc.constant(everyDay) },
  fc.uniqueArray(fc.constantFrom(...everyDay), { minLength: 1 }),
);
const hours = fc
  .tuple(time, fc.oneof({ weight: 4, arbitrary: time }, fc.constant('24:00')))
  .filter(([from, to]) => from !== to);

function isInside(
  table: ZoneTable,
  index: number,
  { days, from, to }: Omit<MaintenanceWindow, 'timeZone'>,
): boolean {
  const now = table.time(index);
  const opensOn = (before: number) => days.includes(table.weekday(index, before) as Weekday);
  if (from < to) return opensOn(0) && from <= now && now < to;
  return (opensOn(0) && now >= from) || (opensOn(1) && now < to);
}

it('agrees with a clock that is read minute by minute, around every way to put it forward or back', () => {
  const window = fc.record({ days: someDays, hours });
  void fc.assert(
    fc.property(
      fc.constantFrom(...tables),
      fc.array(window, { minLength: 1, maxLength: 3 }),
      fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 1440, max: 7000 }) }, fc.nat()),
      fc.nat(59_999),
      ({ timeZone, table }, drawn, at, milliseconds) => {
        const windows = drawn.map(({ days, hours: [from, to] }) => ({ days, from, to }));
        const index = at % (table.minutes - 1440);
        const isOpen = (other: number) => windows.some((one) => isInside(table, other, one));
        const found = windowState(
          windows.map((one) => ({ ...one, timeZone })),
          new Date(table.instant(index) + milliseconds),
        );
        expect(found.open).toBe(isOpen(index));
        const change = table.change(index, isOpen);
        if (change !== undefined) expect(found.nextChange?.getTime()).toBe(change);
        else
          expect(found.nextChange?.getTime() ?? Number.POSITIVE_INFINITY).toBeGreaterThanOrEqual(
            table.start + table.minutes * minute,
          );
      },
    ),
    { numRuns: 300 },
  );
});
