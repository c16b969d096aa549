import { describe, expect, it } from 'vitest';
import { contentOf, figuresOf, problemOf } from './parsed.ts';

const record = (...lines: string[]) => ['SF:src/a.js', ...lines, 'end_of_record', ''].join('\n');

describe('a report in LCOV', () => {
  it('is counted from its single records, rounded down', () => {
    const text = `TN:\n# made by hand\n${record(
      'FN:1,sign',
      'FN:4,9,unused',
      'FNDA:2,sign',
      'FNDA:0,unused',
      'FNF:2',
      'FNH:2',
      'BRDA:1,0,0,1',
      'BRDA:1,0,jump to line 5,0',
      'BRDA:2,0,1,-',
      'BRF:3',
      'BRH:3',
      'DA:1,1',
      'DA:2,5,c2hhMQ==',
      'DA:3,0',
      'LF:3',
      'LH:3',
    )}`;
    expect(contentOf('lcov', text)).toEqual({
      figures: { lines: 66.66, branches: 33.33, functions: 50 },
      details: ['src/a.js: 2 of 3 lines covered'],
    });
  });

  it('takes what several tests cover of a file together', () => {
    const both = record('DA:1,1', 'DA:2,0', 'FNDA:0,f') + record('DA:1,0', 'DA:2,1', 'FNDA:1,f');
    expect(figuresOf('lcov', both)).toEqual({ lines: 100, functions: 100 });
  });

  it('knows the records for functions of LCOV 2, and functions with commas in their names', () => {
    expect(figuresOf('lcov', record('FNL:0,3,9', 'FNA:0,2,sign', 'FNL:1,10', 'FNA:1,0,other'))).toEqual({
      functions: 50,
    });
    expect(figuresOf('lcov', record('FN:3,f(int, int)', 'FNDA:1,f(int, int)'))).toEqual({ functions: 100 });
  });

  it('reads lines that end as Windows ends them', () => {
    expect(figuresOf('lcov', record('DA:1,1').replaceAll('\n', '\r\n'))).toEqual({ lines: 100 });
  });

  it('says nothing of what it only sums up', () => {
    expect(figuresOf('lcov', record('LF:10', 'LH:10', 'BRF:4', 'BRH:4'))).toEqual({});
  });

  it.each([
    ['', 'tells no file'],
    ['TN:\n', 'tells no file'],
    ['SF:a\nDA:1,1\n', 'is cut off: its last record has no end'],
    [`${record('DA:1,1')}SF:b\nDA:1`, 'has "" for a number (line 5)'],
    ['DA:1,1\n', 'names no file before (line 1)'],
    ['end_of_record\n', 'ends a record that has no beginning (line 1)'],
    ['SF:a\nSF:b\n', 'begins a record within another (line 2)'],
    [record('DA:1,NaN'), 'has "NaN" for a number (line 2)'],
    [record('DA:1,Infinity'), 'has "Infinity" for a number'],
    [record('DA:1,-1'), 'has "-1" for a number'],
    [record('DA:1,99999999999999999999'), 'for a number'],
    [record('BRDA:1,2'), 'is not LCOV (line 2)'],
    [record('XYZ:1'), 'has a record XYZ, which is not of LCOV (line 2)'],
    ['<coverage/>', 'is not LCOV (line 1)'],
    ['x'.repeat(2_000_000), 'is not LCOV: a line of it is too long'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemOf('lcov', text)).toContain(problem);
  });
});

const cobertura = (content: string, attributes = '') =>
  `<?xml version="1.0" ?><!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">
<coverage${attributes}><packages><package name="p"><classes>${content}</classes></package></packages></coverage>`;
const classOf = (lines: string, methods = '<methods/>') =>
  `<class name="A" filename="src/a.py">${methods}<lines>${lines}</lines></class>`;

describe('a report in Cobertura XML', () => {
  it('is counted from its single lines and methods, whatever its rates say', () => {
    const methods =
      '<methods><method name="f" signature="()V"><lines><line number="1" hits="3"/></lines></method><method name="g"><lines><line number="2" hits="0"/></lines></method></methods>';
    const lines =
      '<line number="1" hits="3" branch="true" condition-coverage="50% (1/2)"/><line number="2" hits="0" branch="false"/><line number="4" hits="1"/>';
    const text = cobertura(
      classOf(lines, methods),
      ' line-rate="1" branch-rate="1" lines-valid="3" lines-covered="3"',
    );
    expect(contentOf('cobertura', text)).toEqual({
      figures: { lines: 66.66, branches: 50, functions: 50 },
      details: ['src/a.py: 2 of 3 lines covered'],
    });
  });

  it('takes classes of one file together', () => {
    const two =
      classOf('<line number="1" hits="0"/>') +
      classOf('<line number="1" hits="1"/><line number="2" hits="1"/>');
    expect(figuresOf('cobertura', cobertura(two))).toEqual({ lines: 100 });
  });

  it.each([
    [cobertura(''), 'tells no file'],
    ['<testsuites/>', 'is not Cobertura XML: its root is <testsuites>'],
    [cobertura(classOf('<line number="1" hits="NaN"/>')), 'has a line whose hits is "NaN", no number'],
    [cobertura(classOf('<line hits="1"/>')), 'has a line whose number is "", no number'],
    [cobertura(classOf('<line number="1" hits="1" condition-coverage="most"/>')), 'which Swarm cannot read'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemOf('cobertura', text)).toContain(problem);
  });

  it('has no coverage where there are no lines', () => {
    expect(figuresOf('cobertura', cobertura(classOf(''), ' line-rate="1"'))).toEqual({});
  });
});
