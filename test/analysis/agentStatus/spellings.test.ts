import { describe, expect, it } from 'vitest';
import { priorityOfSpelling } from '../../../server/analysis/agentStatus/prioritySpelling.ts';
import { stateAmong, stateOfSpelling } from '../../../server/analysis/agentStatus/stateSpelling.ts';
import { parseStatusTimestamp } from '../../../server/analysis/agentStatus/statusTimestamp.ts';

describe('a spelling of a state', () => {
  it.each([
    ['active', 'active'],
    ['ACTIVE_AGENT_MODE', 'active'],
    ['OPERATIONAL', 'active'],
    ['In progress', 'process'],
    ['MISSION_COMPLETE', 'complete'],
    ['INACTIVE', 'end'],
    ['waiting for task', 'start'],
    ['WAITING', 'blocked'],
    ['ON_HOLD', 'blocked'],
    ['not-started', 'start'],
    ['notBlocked', 'active'],
    ['mission: not blocked', 'active'],
    ['survey ✅ completed', 'complete'],
    ['???', undefined],
  ])('%j means %s', (spelling, state) => {
    expect(stateOfSpelling(spelling)).toBe(state);
  });

  it.each([
    ['CODING', 'coding'],
    ['In Review', 'in-review'],
    ['currently in review', 'in-review'],
    ['OPERATIONAL', undefined],
    ['finished', 'complete'],
  ])('%j means %s where the lifecycle has states of its own', (spelling, state) => {
    expect(stateAmong(spelling, ['planning', 'coding', 'in-review', 'complete'])).toBe(state);
  });
});

describe('a spelling of a priority', () => {
  it.each([
    ['CRITICAL', 'urgent'],
    ['🔥 HIGHEST - P0', 'urgent'],
    ['High', 'high'],
    ['medium-high', 'normal'],
    ['Routine', 'normal'],
    ['low', 'low'],
    ['1', 'urgent'],
    ['3', 'normal'],
    ['whenever', undefined],
  ])('%j means %s', (spelling, level) => {
    expect(priorityOfSpelling(spelling)).toBe(level);
  });
});

describe('a timestamp', () => {
  it.each([
    ['2026-11-21T08:00:00Z', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21T10:00:00+02:00', '2026-11-21T08:00:00.000Z'],
    ['2026-11-21 08:00:00.123456 UTC', '2026-11-21T08:00:00.123Z'],
    ['2026-11-21 08:00:00', new Date(2026, 10, 21, 8).toISOString()],
    ['2026-11-21T08:00:00.5', new Date(2026, 10, 21, 8, 0, 0, 500).toISOString()],
    ['2026-11-21', new Date(2026, 10, 21).toISOString()],
    [1_795_248_000, '2026-11-21T08:00:00.000Z'],
    [1_795_248_000_000, '2026-11-21T08:00:00.000Z'],
    [12, undefined],
    [true, undefined],
    ['yesterday evening', undefined],
    ['2026-02-30 08:00:00', undefined],
    ['2026-13-01', undefined],
  ])('%j is %s', (text, moment) => {
    expect(parseStatusTimestamp(text)?.toISOString()).toBe(moment);
  });
});
