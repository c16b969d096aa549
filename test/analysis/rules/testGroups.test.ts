import { describe, expect, it } from 'vitest';
import { analyze } from '../../../server/analysis/analyze.ts';
import { settingsWith } from '../settings.ts';

const body = '  call();\n'.repeat(5);

function rulesOf(opening: string): string[] {
  const text = `${opening}{\n${body}});\n`;
  return analyze(text, 'typescript', settingsWith({ function: 3 })).map(({ rule }) => rule);
}

describe('the length of a group of tests', () => {
  it.each([
    "describe('title', () => ",
    'describe("title (with \'quotes\')", function () ',
    'describe.skip(`title`, async () => ',
    "describe('title', { timeout: 90_000 }, () => ",
    'suite.each([1, 2])(Name.of, () => ',
    "describe(\n  'a long title',\n  () => ",
    "if (here) context('title', () => ",
  ])('has no limit: %s', (opening) => {
    expect(rulesOf(opening)).toEqual([]);
  });

  it.each([
    "it('title', () => ",
    "describe('title', function named() ",
    "undescribe('title', () => ",
    "schema.describe('title', () => ",
    'describe(() => ',
    'register(describe, () => ',
  ])('is a limit of every other function: %s', (opening) => {
    expect(rulesOf(opening)).toEqual(['function-too-long']);
  });
});
