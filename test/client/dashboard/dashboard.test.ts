import fc from 'fast-check';
import sax from 'sax';
import { describe, expect, it, vi } from 'vitest';
import { burnUpChart } from '../../../client/dashboard/webview/burnUpChart.ts';
import type { BurnUpSeries } from '../../../client/dashboard/webview/messages.ts';
import { timeTicks, valueTicks } from '../../../client/dashboard/webview/scales.ts';
import { agentRow } from '../../agentRow.ts';
import { contractRow } from '../../contractRow.ts';
import { snapshotWith } from '../infrastructure/snapshotWith.ts';
import { fakeVsCode } from '../views/fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { csvFile, svgFile } = await import('../../../client/dashboard/chartFiles.ts');
const { dashboardTexts } = await import('../../../client/dashboard/dashboardTexts.ts');
const { dashboardData, firstContract } = await import('../../../client/dashboard/dashboardData.ts');
const { LiveStore } = await import('../../../client/infrastructure/liveStore.ts');

const hour = 3_600_000;
const start = Date.UTC(2026, 10, 21, 8);
const series = (changes: Partial<BurnUpSeries> = {}): BurnUpSeries => ({
  contract: 'C',
  total: 100,
  deadline: undefined,
  moments: [
    { time: start, scope: 80, submitted: 0, credited: 0 },
    { time: start + 2 * hour, scope: 100, submitted: 40, credited: 25 },
  ],
  ...changes,
});
const view = { width: 500, height: 300, offset: 0, timeLabel: (time: number) => String(time) };

describe('the ticks of an axis', () => {
  it('are round, begin with nothing and reach what is greatest', () => {
    expect(valueTicks(95, 5)).toEqual([0, 20, 40, 60, 80, 100]);
    expect(valueTicks(0, 5)).toEqual([0, 1]);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 2, max: 10 }), (most, about) => {
        const ticks = valueTicks(most, about);
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
        expect(ticks.length).toBeLessThanOrEqual(about + 2);
      }),
    );
  });

  it('are whole hours or midnights on the clock on the wall, never more than there is room for', () => {
    expect(timeTicks(start + 1, start + 3 * hour, 4, 0)).toEqual({
      times: [start + hour, start + 2 * hour, start + 3 * hour],
      days: false,
    });
    const { times, days } = timeTicks(start, start + 72 * hour, 3, -60);
    expect(days).toBe(true);
    expect(times.every((time) => new Date(time + hour).getUTCHours() === 0)).toBe(true);
    const span = fc.integer({ min: 60_000, max: 20 * 365 * 24 * hour });
    fc.assert(
      fc.property(span, fc.integer({ min: 2, max: 12 }), (length, most) => {
        expect(timeTicks(start, start + length, most, 0).times.length).toBeLessThanOrEqual(most + 1);
      }),
    );
  });
});

describe('the burn-up', () => {
  it('is level between two moments and goes on until now', () => {
    const chart = burnUpChart(series(), { ...view, now: start + 4 * hour });
    const credited = chart?.lines.find((line) => line.series === 'credited')?.path;
    const { left = 0, right = 0, bottom = 0 } = chart?.plot ?? {};
    const middle = (left + right) / 2;
    expect(credited).toMatch(new RegExp(`^M${left} ${bottom} H${middle} V[\\d.]+ H${right}$`));
    expect(chart?.moments.map(({ x }) => x)).toEqual([left, middle]);
  });

  it('shows a deadline that is near, and is not pressed together by one that is far', () => {
    const at = (deadline: number) => burnUpChart(series({ deadline }), { ...view, now: start + 4 * hour });
    const near = at(start + 8 * hour);
    expect(near?.deadline).toBe(near?.plot.right);
    expect(at(start + 400 * hour)?.deadline).toBeUndefined();
  });

  it('is nothing before anything has happened, and stays inside its frame whatever has', () => {
    expect(burnUpChart(series({ moments: [] }), { ...view, now: start })).toBeUndefined();
    const points = fc.integer({ min: 0, max: 1_000_000 });
    const moment = fc.record({
      time: fc.integer({ min: 0, max: 1e9 }),
      scope: points,
      submitted: points,
      credited: points,
    });
    fc.assert(
      fc.property(fc.array(moment, { minLength: 1, maxLength: 20 }), points, (given, total) => {
        const moments = given
          .map((one) => ({ ...one, time: start + one.time, credited: Math.min(one.credited, one.submitted) }))
          .sort((a, b) => a.time - b.time);
        const chart = burnUpChart(series({ moments, total }), { ...view, now: start });
        const { left = 0, right = 0, top = 0, bottom = 0 } = chart?.plot ?? {};
        for (const { x, y } of chart?.moments ?? []) {
          expect(x >= left - 0.1 && x <= right + 0.1 && y >= top - 0.1 && y <= bottom + 0.1).toBe(true);
        }
        expect(JSON.stringify(chart)).not.toMatch(/NaN|null/);
      }),
    );
  });
});

describe('an exported burn-up', () => {
  const hostile = series({ contract: '<script>"&\u0007' });

  it('is a well-formed drawing in which names are texts', () => {
    const text = svgFile(hostile, dashboardTexts(), start + hour);
    const elements: string[] = [];
    const parser = sax.parser(true);
    parser.onopentag = ({ name }) => void elements.push(name);
    parser.write(text).close();
    expect(elements[0]).toBe('svg');
    expect(elements).not.toContain('script');
    expect(svgFile(series({ moments: [] }), dashboardTexts(), start)).toBe('');
  });

  it('is a table that no spreadsheet takes for formulas', () => {
    expect(csvFile(series({ contract: '=1+1' }))).toBe(
      [
        'contract,time,total,scope,submitted,credited',
        "'=1+1,2026-11-21T08:00:00.000Z,100,80,0,0",
        "'=1+1,2026-11-21T10:00:00.000Z,100,100,40,25",
        '',
      ].join('\r\n'),
    );
    expect(csvFile(hostile)).toContain('"<script>""&\u0007"');
  });
});

describe('what the dashboard shows', () => {
  it('is counted from the rows, and begins with a contract of which there is something to see', () => {
    const store = new LiveStore();
    store.applySnapshot({
      ...snapshotWith([agentRow('A'), agentRow('B'), agentRow('C', { state: 'blocked', health: 'dead' })]),
      contracts: [
        contractRow('C-1', { closed: 'over' }),
        contractRow('C-2'),
        contractRow('C-3', { credited: 5 }),
      ],
    });
    const data = dashboardData(store, { burnUp: undefined, leaderboard: undefined, problem: 'Refused.' });
    expect(data.states).toEqual([
      { label: 'active', count: 2 },
      { label: 'blocked', count: 1 },
    ]);
    expect(data.healths[0]).toEqual({ label: 'Fresh', count: 2 });
    expect(data.contracts.map(({ id }) => id)).toEqual(['C-2', 'C-3', 'C-1']);
    expect([firstContract(store), data.problem]).toEqual(['C-3', 'Refused.']);
  });
});
