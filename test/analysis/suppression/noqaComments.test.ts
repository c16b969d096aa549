import { describe, expect, it } from 'vitest';
import { analyze } from '../../../server/analysis/analyze.ts';
import { settingsWith } from '../settings.ts';
import { lines, suppressedRules } from './suppressedRules.ts';

const long = 'x'.repeat(100);

describe('a noqa comment', () => {
  it.each([
    '# noqa',
    '#noqa',
    '# NOQA',
    '# noqa: PLR0913',
    '# noqa:PLR0913',
    '# noqa: F401,PLR0913',
    '# noqa: F401 PLR0913',
    '# noqa: PLR  # as above',
    '# type: ignore # noqa: PLR0913',
    '# noqa - as above',
  ])('disables the rule it names, or all of them, on its line: %s', (comment) => {
    expect(suppressedRules(`def f(a, b, c):  ${comment}\n    pass\n`, 'python')).toEqual([
      '1 too-many-parameters by 1',
    ]);
  });

  it.each([
    '# noqa: F401',
    '# noqa: PLR09131',
    '# noqa:',
    '# noqa: because',
    '# noqaPLR0913',
    '# nothing noqa',
    '# PLR0913',
  ])('disables nothing else: %s', (comment) => {
    expect(suppressedRules(`def f(a, b, c):  ${comment}\n    pass\n`, 'python')).toEqual([]);
  });

  it('is about its own line alone', () => {
    const text = lines(
      'def f(',
      '    a,  # noqa',
      '    b,',
      '    c,',
      '):',
      '    pass',
      '# noqa',
      'def g(a, b, c): pass',
    );
    expect(suppressedRules(text, 'python')).toEqual([]);
  });

  it('that stands behind a string of several lines is about each of them', () => {
    const text = lines("text = '''", long, long, "'''  # noqa: E501", `y = '${long}'`);
    expect(suppressedRules(text, 'python')).toEqual(['2 line-too-long by 4', '3 line-too-long by 4']);
  });

  it('in a string of several lines disables nothing', () => {
    const text = lines("text = '''", `${long}  # noqa`, "'''");
    expect(suppressedRules(text, 'python')).toEqual([]);
  });

  it.each([
    ['def f(a, b, c):  # noqa: PLR0913', 'too-many-parameters'],
    ['import torch  # noqa: TID253', 'heavy-import'],
    ['import torch  # noqa', 'heavy-import'],
    [`${long} = 1  # noqa: E501`, 'line-too-long'],
  ])('%s disables %s', (line, rule) => {
    expect(suppressedRules(`${line}\n    pass\n`, 'python')).toEqual([`1 ${rule} by 1`]);
  });

  it('keeps a heavy import that says another rule is broken', () => {
    const found = analyze('import torch  # noqa: E402, F401\n', 'python', settingsWith());
    expect(found.map(({ rule }) => rule)).toEqual(['heavy-import']);
  });

  it('disables the length of a function by the number of its statements, and its decisions by either code', () => {
    const body = ['    if a: pass', '    if b: pass', '    if a: pass', ...Array(6).fill('    a = 1')];
    expect(suppressedRules(lines('def f(a, b):  # noqa: PLR0915, PLR0912', ...body), 'python')).toEqual([
      '1 function-too-long by 1',
      '1 too-complex by 1',
    ]);
    expect(suppressedRules(lines('def f(a, b):  # noqa: C901', ...body), 'python')).toEqual([
      '1 too-complex by 1',
    ]);
  });

  it.each([
    '# ruff: noqa',
    '# flake8: noqa',
    '#flake8:noqa',
    '  # Ruff: NOQA: PLR0913',
    '# flake8: noqa: E501,PLR0913',
  ])('on a line of its own that names its tool is about the whole file: %s', (comment) => {
    const text = lines('def f(a, b, c): pass', comment);
    expect(suppressedRules(text, 'python')).toEqual(['1 too-many-parameters by 2']);
  });

  it('for the whole file says nothing of rules that its tool does not have', () => {
    const text = lines('# flake8: noqa', ...Array(70).fill('x = 1'));
    expect(suppressedRules(text, 'python')).toEqual([]);
    expect(suppressedRules(lines('x = 1  # ruff: noqa', 'def f(a, b, c): pass'), 'python')).toEqual([]);
  });

  it('disables nothing where only our own comments count, and nothing in other languages', () => {
    const text = 'def f(a, b, c): pass  # noqa\n';
    expect(suppressedRules(text, 'python', { ownCommentsOnly: true })).toEqual([]);
    expect(suppressedRules('function f(a, b, c) {} // # noqa\n', 'javascript')).toEqual([]);
  });
});
