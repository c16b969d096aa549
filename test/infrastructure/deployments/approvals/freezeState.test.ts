import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { freezeState } from '../../../../server/infrastructure/deployments/approvals/freezeState.ts';
import type { Freeze } from '../../../../server/protocol/configuration/approvalConfiguration.ts';
import { minute, turns, ZoneTable } from './zoneTable.ts';

const holidays: Freeze = {
  from: '2026-12-23',
  until: '2027-01-03',
  reason: 'holidays',
  timeZone: 'Europe/Berlin',
};

function state(freezes: readonly Freeze[], now: string) {
  const { open, nextChange, sentence } = freezeState(freezes, new Date(now));
  return [open, nextChange?.toISOString() ?? null, sentence];
}

describe('a freeze', () => {
  it('of days lasts from the first minute of the first to the last of the last, in its time zone', () => {
    expect(state([holidays], '2026-12-22T22:59:59Z')).toEqual([true, '2026-12-22T23:00:00.000Z', '']);
    expect(state([holidays], '2026-12-22T23:00:00Z')).toEqual([
      false,
      '2027-01-03T23:00:00.000Z',
      'frozen until Mon 4 Jan 2027 00:00 Europe/Berlin (for 12 d): holidays',
    ]);
    expect(state([holidays], '2027-01-03T23:00:00Z')).toEqual([true, null, '']);
  });

  it('of moments needs no time zone', () => {
    const audit = { from: '2026-11-23T18:00:00+01:00', until: '2026-11-23T20:00:00Z', reason: 'audit' };
    expect(state([audit], '2026-11-23T17:00:00Z')[2]).toBe('frozen until Mon 20:00 UTC (for 3 h): audit');
    expect(state([audit], '2026-11-23T16:59:59Z')[0]).toBe(true);
    expect(state([audit], '2026-11-23T20:00:00Z')[0]).toBe(true);
  });

  it('that goes over into another is one, with the reasons of what is in force', () => {
    const both = [holidays, { ...holidays, from: '2027-01-03', until: '2027-01-05', reason: 'stocktaking' }];
    expect(state(both, '2027-01-03T12:00:00Z')).toEqual([
      false,
      '2027-01-05T23:00:00.000Z',
      'frozen until Wed 00:00 Europe/Berlin (for 2 d): holidays; stocktaking',
    ]);
  });
});

const tables = turns.map(([timeZone, day]) => ({ timeZone, table: new ZoneTable(timeZone, day) }));

it('agrees with a clock that is read minute by minute, around every way to put it forward or back', () => {
  void fc.assert(
    fc.property(
      fc.constantFrom(...tables),
      fc.array(fc.tuple(fc.nat(), fc.nat(2 * 1440)), { minLength: 1, maxLength: 3 }),
      fc.nat(),
      ({ timeZone, table }, drawn, at) => {
        const days = drawn.map(([first, length]) => {
          const start = first % table.minutes;
          return [table.date(start), table.date(Math.min(start + length, table.minutes - 1))] as const;
        });
        const isFrozen = (index: number) =>
          days.some(([from, until]) => from <= table.date(index) && table.date(index) <= until);
        const freezes = days.map(([from, until]) => ({ from, until, timeZone, reason: 'x' }));
        const index = at % table.minutes;
        const found = freezeState(freezes, new Date(table.instant(index)));
        expect(found.open).toBe(!isFrozen(index));
        const change = table.change(index, isFrozen);
        const end = table.start + table.minutes * minute;
        if (change !== undefined) expect(found.nextChange?.getTime()).toBe(change);
        else expect(found.nextChange?.getTime() ?? end).toBeGreaterThanOrEqual(end);
      },
    ),
    { numRuns: 300 },
  );
});
