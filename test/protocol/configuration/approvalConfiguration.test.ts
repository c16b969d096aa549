import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../server/configuration/parseConfiguration.ts';

function read(rules: object) {
  return parseConfiguration(
    JSON.stringify({
      teams: { web: { branchPrefix: 'feature/web' } },
      environments: { production: { slots: { web: ['blue'] }, ...rules } },
    }),
  );
}

const problemsOf = (rules: object) => read(rules).problems.map(({ message }) => message);
const window = (more: object) => ({ windows: [{ from: '22:00', to: '04:00', timeZone: 'UTC', ...more }] });
const freeze = (more: object) => ({
  freezes: [{ from: '2026-12-23', until: '2027-01-03', reason: 'x', ...more }],
});

describe('approvals, windows and freezes of an environment', () => {
  it('are none where nothing is said, and have defaults where little is', () => {
    expect(read({}).configuration?.environments['production']).toMatchObject({
      windows: [],
      freezes: [],
      bypass: [],
    });
    expect(read({}).configuration?.environments['production']?.approvals).toBeUndefined();
    expect(read({ approvals: {} }).configuration?.environments['production']?.approvals).toEqual({
      required: 1,
      approvers: ['everyone'],
      expiresMinutes: 1440,
      rollback: false,
      verified: false,
    });
    expect(read(window({})).configuration?.environments['production']?.windows[0]?.days).toHaveLength(7);
  });

  it.each([
    [window({ timeZone: 'Europe/Berlin' })],
    [window({ timeZone: 'Asia/Kathmandu', days: ['mon', 'sun'], from: '00:00', to: '24:00' })],
    [freeze({ timeZone: 'UTC' })],
    [freeze({ from: '2026-12-24T18:00:00+01:00', until: '2026-12-24T18:00:00Z' })],
    [freeze({ from: '2026-12-24T18:00:00Z', until: '2026-12-24', timeZone: 'America/New_York' })],
    [{ approvals: { approvers: ['lead', 'team:platform', 'Captain Agent-4'] }, bypass: ['lead:platform'] }],
  ])('are taken: %j', (rules) => {
    expect(problemsOf(rules)).toEqual([]);
  });

  it.each([
    [
      window({ timeZone: 'Berlin' }),
      "'timeZone': use the name of a time zone, such as Europe/Berlin or UTC.",
    ],
    [window({ timeZone: 'Europe/Berlin\n' }), "'timeZone': use the name of a time zone"],
    [window({ timeZone: '' }), "'timeZone': use the name of a time zone"],
    [window({ from: '24:00' }), "'from': use a time such as 22:00."],
    [window({ from: '9:00' }), "'from': use a time such as 22:00."],
    [window({ to: '24:01' }), "'to': use a time such as 04:00, or 24:00."],
    [window({ to: '22:00' }), "'to': a window needs a length; use 00:00 to 24:00 for a whole day."],
    [window({ days: ['monday'] }), "Entry 1 of 'days' must be one of mon, tue"],
    [window({ days: [] }), "'days' must have at least 1 entry."],
    [freeze({}), "'timeZone' is missing here."],
    [freeze({ timeZone: 'UTC', until: '2026-12-22' }), "'until': it ends before it begins."],
    [
      freeze({ from: '2026-02-30', timeZone: 'UTC' }),
      "'from': use a day (2026-12-24) or a date and time with offset",
    ],
    [freeze({ from: '2026-12-24T18:00:00', timeZone: 'UTC' }), "'from': use a day"],
    [freeze({ timeZone: 'UTC', reason: ' ' }), "'reason' must have at least 1 character."],
    [{ approvals: { required: 0 } }, "'required' must be at least 1."],
    [{ approvals: { approvers: [] } }, "'approvers' must have at least 1 entry."],
    [{ approvals: { approver: ['lead'] } }, "did you mean 'approvers'?"],
    [{ bypass: ['lead:Platform'] }, 'use everyone, lead, members'],
  ])('are refused in a sentence: %j', (rules, sentence) => {
    expect(problemsOf(rules).join(' ')).toContain(sentence);
  });
});
