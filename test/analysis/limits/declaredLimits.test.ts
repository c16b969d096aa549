import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../server/analysis/analyze.ts';
import { declaredLimits } from '../../../server/analysis/limits/declaredLimits.ts';
import { settingsWith } from '../settings.ts';

const values = (text: string, languageId = 'python') =>
  declaredLimits(text, languageId).map(({ value }) => value);

describe('declaredLimits', () => {
  it.each([
    ['V2 Compliance: < 300 lines', 299],
    ['V2 Compliance: <300 lines, single responsibility', 299],
    ['V2 COMPLIANT: <= 200 lines', 200],
    ['V2 Compliance: ≤ 400 LOC', 400],
    ['V2 compliant (≤400 lines)', 400],
    ['V2 Compliance: File size < 1,000 lines', 999],
    ['V2 Compliance: under 250 lines of code', 249],
    ['Max 350 lines (V2).', 350],
    ['Line limit: 300 lines', 300],
    ['V2 Compliance: functions < 30 lines, file < 300 lines', 299],
    ['This file has a limit of 300 lines per file', 300],
  ])('reads %s', (sentence, value) => {
    expect(values(`"""A module.\n\n${sentence}\n"""\nimport os\n`)).toEqual([value]);
    expect(values(`#!/usr/bin/env python3\n# ${sentence}\n\nimport os\n`)).toEqual([value]);
    expect(values(`/**\n * ${sentence}\n */\nimport os from 'os';\n`, 'typescript')).toEqual([value]);
    expect(values(`// ${sentence}\r\n`, 'javascript')).toEqual([value]);
  });

  it.each([
    'V2 Compliance: 250 lines',
    'Lines: 123',
    'Returns the first < 300 lines of a file.',
    'V2 Compliance: yes',
    'V2 has max 5 parameters',
    'Limit: 300 requests',
    'V2 Compliance: classes <= 100 lines, functions < 30 lines',
    'V2: functions: max 30 lines',
    'Tails a log file, max 50 lines per call.',
    'Shows max 20 lines.',
    'The limit of the file viewer is at most 20 lines of output.',
  ])('leaves alone: %s', (sentence) => {
    expect(values(`"""A module.\n\n${sentence}\n"""\n`)).toEqual([]);
  });

  it('looks at the head of the file alone', () => {
    expect(values('import os\n# V2 Compliance: < 300 lines\n')).toEqual([]);
    expect(values('import os\n"""V2 Compliance: < 300 lines"""\n')).toEqual([]);
    expect(values(`"""${'x'.repeat(5000)}\nV2 Compliance: < 300 lines"""\n`)).toEqual([]);
  });

  it('marks what it read', () => {
    const text = '"""A.\n\n   V2 Compliance: < 300 lines of code.\n"""\n';
    expect(declaredLimits(text, 'python')).toEqual([
      {
        value: 299,
        text: 'V2 Compliance: < 300 lines',
        range: { start: { line: 3, column: 4 }, end: { line: 3, column: 30 } },
      },
    ]);
  });

  it('tighten what the file is held to, unless the limit is off or the file exempted', () => {
    const findings = (limits: object, more: object = {}) =>
      analyze(`# V2: < 10 lines\n${'x = 1\n'.repeat(9)}`, 'python', {
        ...settingsWith(limits),
        ...more,
      }).map(({ message }) => message);
    expect(findings({ file: 300 })).toEqual(['File has 10 lines; the limit is 9.']);
    expect(findings({ file: 0 })).toEqual([]);
    expect(findings({ file: 300 }, { ignoresDeclaredLimits: true })).toEqual([]);
  });

  it('answers for any text at once', () => {
    const piece = fc.constantFrom(
      '"""',
      "'''",
      '#',
      '\n',
      ' ',
      '<',
      '≤',
      '300',
      'lines',
      'V2',
      'max',
      'limit ',
      '/*',
      '*/',
    );
    void fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        for (const { value } of declaredLimits(pieces.join(''), 'python')) expect(value).toBeGreaterThan(0);
      }),
    );
    expect(values(`# V2 ${'max '.repeat(1000)}`)).toEqual([]);
    expect(values(`# ${'V2 limit '.repeat(400)}\n`.repeat(3))).toEqual([]);
  });
});
