import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { stateOfSpelling } from '../../../server/analysis/agentStatus/stateSpelling.ts';
import { parseStatusTimestamp } from '../../../server/analysis/agentStatus/statusTimestamp.ts';
import { readStatus } from '../../../server/infrastructure/agents/statusFile.ts';

const written = new Date('2026-11-21T08:00:00.000Z');
const read = (value: unknown) => readStatus(JSON.stringify(value), written);

describe('a status file', () => {
  it('gives name, mission, state and its own spelling of it, with or without a BOM', () => {
    const text =
      '\uFEFF{"agent_name":"Scout","status":"ACTIVE_AGENT_MODE","current_mission":"Survey\\nthe docs"}';
    expect(readStatus(text, written)).toEqual({
      name: 'Scout',
      mission: 'Survey the docs',
      reported: 'ACTIVE_AGENT_MODE',
      state: 'active',
      seenAt: written,
      problem: null,
      unreadable: false,
    });
  });

  it.each([
    [{ status: 'ACTIVE', fsm_state: 'BLOCKED' }, 'blocked'],
    [{ status: 'OPERATIONAL', fsm_state: { current_state: 'process', since: 'x' } }, 'process'],
    [{ status: 'done', fsm_state: 'QUANTUM' }, 'complete'],
    [{ fsm_state: ['x'], status: { state: 'end' } }, 'end'],
    [{ status: 'Vibing' }, null],
    [{ status: 7, blockers: 3, points_earned: {} }, null],
    [{}, null],
  ])('%j is %s', (fields, state) => {
    expect(read(fields)).toMatchObject({ state, problem: null });
  });

  it.each([
    ['{\n "a": 1\n "b": 2\n}', 'line 3, column 2: a comma is missing'],
    ['{ "a": 1 } { "b": 2 }', 'line 1, column 12: something follows the end of the JSON'],
    ['{ "a": "x', 'line 1, column 8: a string is not closed'],
    [
      '{\n<<<<<<< HEAD\n "a": 1\n=======\n>>>>>>> x\n}',
      'line 2, column 1: there are conflict markers of git',
    ],
    ['', 'line 1, column 1: the file is empty'],
    ['[1]', 'line 1, column 1: an object is expected'],
    ['['.repeat(100_000), 'line 1, column 1: it is nested too deeply'],
  ])('%j is unreadable: %s', (text, problem) => {
    expect(readStatus(text, written)).toMatchObject({
      problem: `status.json ${problem}`,
      unreadable: true,
      seenAt: written,
    });
  });

  it.each(['2026-11-21T08:30:00Z', '2026-11-21T05:00:00Z'])(
    'whose last_updated contradicts the time it was written (%s) says so, and its own time counts',
    (last_updated) => {
      const status = readStatus(`{\n  "last_updated": "${last_updated}"\n}`, written);
      expect(status).toMatchObject({ seenAt: written, unreadable: false });
      expect(status.problem).toMatch(
        /^status\.json line 2, column 3: last_updated says .* the file's own time is used$/,
      );
    },
  );

  it('whose last_updated is a moment before it was written is believed', () => {
    const seenAt = new Date('2026-11-21T07:59:40Z');
    expect(read({ last_updated: '2026-11-21T07:59:40Z' })).toMatchObject({ seenAt, problem: null });
  });

  it('never makes the reader throw', () => {
    const json = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((text) => text.slice(1)),
      fc.string({ unit: fc.constantFrom(...'{}[]",:\\\n<=') }),
    );
    const fields = fc.dictionary(
      fc.constantFrom('status', 'fsm_state', 'last_updated', 'agent_name', '__proto__'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          json,
          fields.map((value) => JSON.stringify(value)),
        ),
        (text) => {
          const { state, problem, unreadable } = readStatus(text, written);
          expect(unreadable && (state !== null || problem === null)).toBe(false);
        },
      ),
    );
  });
});

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
    ['survey ✅ completed', 'complete'],
    ['???', undefined],
  ])('%j means %s', (spelling, state) => {
    expect(stateOfSpelling(spelling)).toBe(state);
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
    ['yesterday evening', undefined],
    ['2026-02-30 08:00:00', undefined],
    ['2026-13-01', undefined],
  ])('%j is %s', (text, moment) => {
    expect(parseStatusTimestamp(text)?.toISOString()).toBe(moment);
  });
});
