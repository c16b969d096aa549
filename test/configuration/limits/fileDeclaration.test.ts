import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { declaredLimits } from '../../../server/configuration/limits/fileDeclaration.ts';

const values = (text: string, languageId = 'python') =>
  declaredLimits(text, languageId, 'a').map(({ value }) => value);

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
    expect(declaredLimits(text, 'python', 'pkg/a.py')).toEqual([
      {
        value: 299,
        guideline: false,
        origin: {
          kind: 'declaration',
          name: 'V2 Compliance: < 300 lines',
          place: {
            path: 'pkg/a.py',
            range: { start: { line: 3, column: 4 }, end: { line: 3, column: 30 } },
          },
        },
      },
    ]);
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
        for (const { value } of declaredLimits(pieces.join(''), 'python', 'a.py'))
          expect(value).toBeGreaterThan(0);
      }),
    );
    expect(values(`# V2 ${'max '.repeat(1000)}`)).toEqual([]);
    expect(values(`# ${'V2 limit '.repeat(400)}\n`.repeat(3))).toEqual([]);
  });
});
