import { describe, expect, it } from 'vitest';
import { findingsOf } from '../rules/findingsOf.ts';

const lines = (count: number) => 'x = 1\n'.repeat(count);
const near = { approachingFrom: 0.9 };

describe('a limit that comes near', () => {
  it('is a hint from that part on, up to the limit itself', () => {
    const told = (count: number) => findingsOf(lines(count), { file: 300 }, near);
    expect(told(269)).toEqual([]);
    expect(told(270)).toEqual(['270 file-too-long hint: File has 270 lines of 300 allowed.']);
    expect(told(300)).toEqual(['300 file-too-long hint: File has 300 lines of 300 allowed.']);
    expect(told(301)).toEqual(['301 file-too-long minor: File has 301 lines; the limit is 300.']);
  });

  it('is a hint for functions, classes and counts too', () => {
    const body = '    if x: pass\n'.repeat(9);
    expect(findingsOf(`def f():\n${body}`, { function: 10, complexity: 11 }, near)).toEqual([
      "1 function-too-long hint: Function 'f' has 10 lines of 10 allowed.",
      "1 too-complex hint: Function 'f' has a cyclomatic complexity of 10 of 11 allowed.",
    ]);
    expect(
      findingsOf('def a(): pass\ndef b(): pass\n', { functionsPerFile: 3 }, { approachingFrom: 0.5 }),
    ).toEqual(['2 too-many-functions hint: File has 2 top-level functions of 3 allowed.']);
  });

  it('is none where nothing comes near a limit without reaching it', () => {
    expect(findingsOf('def f(a, b, c, d, e): pass\n', { parameters: 5 }, near)).toEqual([]);
  });

  it('is none without the setting, and where there is no limit', () => {
    expect(findingsOf(lines(300), { file: 300 })).toEqual([]);
    expect(findingsOf(lines(300), { file: 0 }, near)).toEqual([]);
  });
});

describe('a guideline', () => {
  it('is exceeded by a hint, whatever the bands say', () => {
    expect(findingsOf(lines(900), { file: 300 }, { guidelines: new Set(['file'] as const) })).toEqual([
      '301 file-too-long hint: File has 900 lines; the guideline is 300.',
    ]);
  });

  it('leaves the other limits as they are', () => {
    const found = findingsOf(
      `def f():\n${'    x\n'.repeat(9)}`,
      { file: 5, function: 5 },
      { guidelines: new Set(['file'] as const) },
    );
    expect(found).toEqual([
      "1 function-too-long critical: Function 'f' has 10 lines; the limit is 5.",
      '6 file-too-long hint: File has 10 lines; the guideline is 5.',
    ]);
  });
});
