import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { timestampLike } from '../../../../server/analysis/agentStatus/writing/fileStyle.ts';
import {
  type StatusChange,
  updateStatus,
} from '../../../../server/analysis/agentStatus/writing/updateStatus.ts';
import { EditedText } from '../../../../server/analysis/fixes/editedText.ts';
import { statusText } from '../arbitraryStatus.ts';

const now = new Date('2026-11-21T08:00:00.123Z');
const updated = (text: string, change: StatusChange) => {
  const update = updateStatus(text, change, now);
  if (update.refused !== undefined) return update.refused;
  const edited = new EditedText(text);
  edited.apply(update.edits);
  return edited.text;
};

describe('updating a status file', () => {
  it('keeps its order, indentation, line ends, case and shape of time', () => {
    const text =
      '\uFEFF{\r\n\t"status" : "ACTIVE_AGENT_MODE",\r\n\t"fsm_state": {"current_state": "Process"},\r\n\t"x": [1,2],\r\n\t"last_updated": "2026-01-01 10:00:00.000 UTC"\r\n}\r\n';
    expect(updated(text, { state: 'blocked', blockers: ['CI is red', 'no key'] })).toBe(
      '\uFEFF{\r\n\t"status" : "BLOCKED",\r\n\t"fsm_state": {"current_state": "Blocked"},\r\n\t"x": [1,2],\r\n\t"last_updated": "2026-11-21 08:00:00.123 UTC",\r\n\t"blockers": [\r\n\t\t"CI is red",\r\n\t\t"no key"\r\n\t]\r\n}\r\n',
    );
  });

  it.each([
    ['{}', '{"status": "active", "last_updated": "2026-11-21T08:00:00Z"}'],
    ['{\n}\n', '{\n  "status": "active",\n  "last_updated": "2026-11-21T08:00:00Z"\n}\n'],
    ['{"fsm_state":"END","last_updated":0}', '{"fsm_state":"ACTIVE","last_updated":"2026-11-21T08:00:00Z"}'],
    ['{"status": 7, "last_updated": 1795000000}', '{"status": "active", "last_updated": 1795248000}'],
  ])('of %j as active gives %j', (text, expected) => {
    expect(updated(text, { state: 'active' })).toBe(expected);
  });

  it('escapes what the file escapes', () => {
    const text = '{"current_mission": "caf\\u00e9", "last_updated": ""}';
    expect(updated(text, { mission: 'Prüfe "x"' })).toMatch('"current_mission": "Pr\\u00fcfe \\"x\\""');
    expect(updated('{"current_mission": "café"}', { mission: 'Prüfe' })).toMatch('"Prüfe"');
  });

  it('touches nothing where nothing is different', () => {
    const text =
      '{"current_mission": "x", "blockers": [], "mission_priority": "HIGH", "last_updated": "old"}';
    expect(updated(text, { mission: 'x', blockers: [], priority: 'high' })).toBe(text);
  });

  it('refuses a file that is no JSON', () => {
    expect(updated('{"a": 1 "b": 2}', { state: 'active' })).toBe(
      'The file is no JSON (a comma is missing): mend it first.',
    );
  });

  it('changes the fields that were asked for and the time alone', () => {
    const change = { state: 'blocked', mission: 'Find "it"', blockers: ['a', 'b'] };
    const changed = ['status', 'fsm_state', 'current_mission', 'blockers', 'last_updated'];
    const others = (text: string) =>
      Object.entries(JSON.parse(text.replace(/^\uFEFF/, ''))).filter(([key]) => !changed.includes(key));
    fc.assert(
      fc.property(statusText, (text) => {
        const result = updated(text, change);
        expect(others(result)).toEqual(others(text));
        expect(JSON.parse(result.replace(/^\uFEFF/, ''))).toMatchObject({
          current_mission: 'Find "it"',
          blockers: ['a', 'b'],
        });
        expect(updated(result, change)).toBe(result);
      }),
    );
  });
});

describe('a time', () => {
  it.each([
    ['2026-01-01T10:00:00Z', '2026-11-21T08:00:00Z'],
    ['2026-01-01T10:00:00.000000+02:00', '2026-11-21T10:00:00.123000+02:00'],
    ['2026-01-01T10:00:00-0530', '2026-11-21T02:30:00-0530'],
    ['2026-01-01 10:00 UTC', '2026-11-21 08:00 UTC'],
    [1_700_000_000, 1_795_248_000],
    [1_700_000_000_000, 1_795_248_000_123],
    ['just now', '2026-11-21T08:00:00Z'],
    [undefined, '2026-11-21T08:00:00Z'],
  ])('like %j is %j', (sample, expected) => {
    expect(timestampLike(sample, now)).toBe(expected);
  });

  it('without a zone is that of this machine', () => {
    const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString();
    expect(timestampLike('2026-01-01 10:00:00', now)).toBe(local.slice(0, 19).replace('T', ' '));
    expect(timestampLike('2026-01-01', now)).toBe(local.slice(0, 10));
  });
});
