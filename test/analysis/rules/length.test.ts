import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../server/analysis/analyze.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { settingsWith } from '../settings.ts';

function fileFindings(lines: number) {
  return analyze('x = 1\n'.repeat(lines), 'python', settingsWith());
}

describe('lines of a file', () => {
  it('are counted like wc -l, plus an unfinished last line', () => {
    const count = (text: string) => new SourceModule(text, 'css').lineCount;
    expect([count(''), count('a'), count('a\n'), count('a\r\nb'), count('\n\n')]).toEqual([0, 1, 1, 2, 2]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', '\n', '\r', 'é')), (parts) => {
        const text = parts.join('');
        const feeds = text.split('\n').length - 1;
        expect(count(text)).toBe(feeds + (text !== '' && !text.endsWith('\n') ? 1 : 0));
      }),
    );
  });

  it('are fine at the limit and too many one beyond it, on the first line beyond', () => {
    expect(fileFindings(300)).toEqual([]);
    expect(fileFindings(301)).toEqual([
      {
        rule: 'file-too-long',
        severity: 'minor',
        message: 'File has 301 lines; the limit is 300.',
        range: { start: { line: 301, column: 1 }, end: { line: 301, column: 6 } },
        data: { actual: 301, limit: 300 },
      },
    ]);
  });

  it('fall into the severity bands of the settings', () => {
    const severity = (lines: number) => fileFindings(lines)[0]?.severity;
    expect([350, 351, 375, 376].map(severity)).toEqual(['minor', 'major', 'major', 'critical']);
  });

  it('have no limit in a language that is not configured', () => {
    expect(analyze('x\n'.repeat(400), 'markdown', settingsWith())).toEqual([]);
  });
});

describe('lines of a function or class', () => {
  it('are told on its name, from its first to its last line', () => {
    const body = '    x = 1\n'.repeat(3);
    const settings = settingsWith({ function: 3, class: 4 });
    const findings = analyze(`def ok():\n    x\n\ndef long_one():\n${body}\n`, 'python', settings);
    expect(findings).toMatchObject([
      {
        rule: 'function-too-long',
        message: "Function 'long_one' has 4 lines; the limit is 3.",
        range: { start: { line: 4, column: 5 }, end: { line: 4, column: 13 } },
        data: { actual: 4, limit: 3, name: 'long_one' },
      },
    ]);
    expect(analyze(`class A:\n${body.repeat(2)}`, 'python', settings)).toMatchObject([
      { rule: 'class-too-long', data: { actual: 7, limit: 4, name: 'A' } },
    ]);
  });

  it('cost only their own findings where a rule throws', () => {
    const failed: unknown[] = [];
    const broken = {
      id: 'heavy-import',
      title: '',
      check() {
        throw new Error('boom');
      },
    } as const;
    const { rules: all } = { rules: [broken] };
    analyze('x', 'python', settingsWith(), { rules: all, onError: (rule) => failed.push(rule.id) });
    expect(failed).toEqual(['heavy-import']);
  });
});
