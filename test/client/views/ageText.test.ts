import { expect, it, vi } from 'vitest';
import { fakeVsCode } from './fakeVsCode.ts';

vi.mock('vscode', () => fakeVsCode);
const { ageText, sinceText } = await import('../../../client/views/ageText.ts');

const now = Date.parse('2026-11-21T12:00:00.000Z');
const before = (minutes: number) => new Date(now - minutes * 60_000).toISOString();

it('an age is given in its largest unit', () => {
  const ages = [-5, 59, 60, 47 * 60, 48 * 60].map((minutes) => ageText(before(minutes), now));
  expect(ages).toEqual(['0 min', '59 min', '1 h', '47 h', '2 d']);
});

it('what was within the last minute, or comes from a clock that is ahead, is now', () => {
  expect([-5, 0, 0.9].map((minutes) => sinceText(before(minutes), now))).toEqual(['now', 'now', 'now']);
  expect(sinceText(before(1), now)).toBe('1 min');
});
