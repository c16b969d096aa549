import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { burnUpSeries, noCourse, withEvent } from '../../../server/infrastructure/contracts/burnUp.ts';
import { DeadlineTimer } from '../../../server/infrastructure/contracts/deadlineTimer.ts';
import { leaderboardOf } from '../../../server/infrastructure/contracts/leaderboard.ts';
import { eventsOf, pointsOf, stateAfter, taskAdded } from './ledgerEvents.ts';

const postings = (points: number, from: string, to: string) => [
  { account: from, points: -points },
  { account: to, points },
];
const opened = (total: number) =>
  [
    'contract.created',
    { title: 'Work', total, postings: postings(total, 'issued/C-1', 'budget/C-1') },
  ] as const;
const credited = (agent: string, points: number) =>
  [
    'points.credited',
    { agent, points, reason: 'merged', postings: postings(points, 'budget/C-1', `earned/${agent}`) },
  ] as const;

describe('a log of an earlier version', () => {
  it('that tells points without postings folds to the same balances', () => {
    const events = eventsOf('C-1', [
      ['contract.created', { title: 'Work', total: 100 }],
      ['points.credited', { agent: 'Agent-1', points: 60, reason: 'merged' }],
    ]);
    expect(pointsOf(stateAfter(events))).toEqual({ total: 100, budget: 40, held: 0, earned: 60 });
    expect(stateAfter(events)).toMatchObject({ parties: [], deadline: null, source: 'ledger' });
  });
});

describe('the burn-up of a contract', () => {
  it('tells scope, submitted and credited points where one of them changed', () => {
    const task = { task: 'T-1', agent: 'Agent-1' };
    const held = 'held/C-1/T-1';
    const events = eventsOf('C-1', [
      opened(100),
      taskAdded('T-1', 30),
      ['task.claimed', { ...task, attempt: 1, postings: postings(30, 'budget/C-1', held) }],
      ['task.submitted', { ...task, evidence: [] }],
      ['task.checked', { ...task, findings: [], stage: 'verified' }],
      ['task.credit-asked', task],
      [
        'task.credited',
        { ...task, points: 30, reason: 'Work', findings: [], postings: postings(30, held, 'earned/Agent-1') },
      ],
      credited('Agent-2', 10),
    ]);
    expect(burnUpSeries(events.reduce(withEvent, noCourse))).toEqual([
      { time: '2026-01-01T00:00:00.000Z', scope: 0, submitted: 0, credited: 0 },
      { time: '2026-01-01T00:01:00.000Z', scope: 30, submitted: 0, credited: 0 },
      { time: '2026-01-01T00:03:00.000Z', scope: 30, submitted: 30, credited: 0 },
      { time: '2026-01-01T00:06:00.000Z', scope: 30, submitted: 30, credited: 30 },
      { time: '2026-01-01T00:07:00.000Z', scope: 40, submitted: 40, credited: 40 },
    ]);
  });

  it('has at most 500 points in order, however long it is, and ends with the last one', () => {
    const credits = Array.from({ length: 5000 }, () => credited('Agent-1', 1));
    const series = burnUpSeries(eventsOf('C-1', [opened(10_000), ...credits]).reduce(withEvent, noCourse));
    expect(series.length).toBeLessThanOrEqual(500);
    expect(series.length).toBeGreaterThan(200);
    expect(series.at(-1)?.credited).toBe(5000);
    expect(series.map(({ time }) => time)).toEqual(series.map(({ time }) => time).sort());
  });
});

describe('the leaderboard', () => {
  it('adds up agents over contracts and their teams, and gives equal points one rank', () => {
    const one = stateAfter(eventsOf('C-1', [opened(100), credited('Agent-2', 20), credited('Agent-10', 20)]));
    const other = stateAfter(eventsOf('C-1', [opened(100), credited('Agent-3', 50), credited('Agent-2', 5)]));
    const team = (agent: string) => (agent === 'Agent-3' ? null : 'core');
    expect(leaderboardOf([one, other, { opened: false }], team)).toEqual({
      agents: [
        { rank: 1, agent: 'Agent-3', team: null, points: 50, credits: 1, held: 0 },
        { rank: 2, agent: 'Agent-2', team: 'core', points: 25, credits: 2, held: 0 },
        { rank: 3, agent: 'Agent-10', team: 'core', points: 20, credits: 1, held: 0 },
      ],
      teams: [{ rank: 1, team: 'core', agents: 2, points: 45, credits: 3, held: 0 }],
      total: 95,
    });
    expect(leaderboardOf([one], team).agents.map(({ rank, agent }) => [rank, agent])).toEqual([
      [1, 'Agent-2'],
      [1, 'Agent-10'],
    ]);
  });
});

describe('deadlines', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 0 });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('are told once each when they pass, also those further away than a timer reaches', () => {
    const passed: string[] = [];
    const timer = new DeadlineTimer((id) => passed.push(id));
    const day = 86_400_000;
    timer.set('late', 40 * day);
    timer.set('soon', 1000);
    timer.set('soon', 2000);
    timer.set('past', -1);
    timer.set('gone', 500);
    timer.set('gone', undefined);
    vi.advanceTimersByTime(1999);
    expect(passed).toEqual([]);
    vi.advanceTimersByTime(10);
    expect(passed).toEqual(['soon']);
    vi.advanceTimersByTime(41 * day);
    expect(passed).toEqual(['soon', 'late']);
    timer.stop();
  });
});
