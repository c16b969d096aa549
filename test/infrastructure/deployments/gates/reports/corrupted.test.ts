import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GateReport } from '../../../../../server/protocol/gateReports.ts';
import { problemOf } from './parsed.ts';

const junit = `<?xml version="1.0" encoding="UTF-8"?>
<testsuites tests="2" failures="1" errors="0"><testsuite name="a" tests="2" failures="1" skipped="0">
<testcase classname="a.B" name="works" time="0.1"/><!-- c --><testcase name="fails"><failure message="1 &lt; 2">
<![CDATA[at line 3]]></failure></testcase></testsuite></testsuites>`;
const cobertura = `<?xml version="1.0" ?><!DOCTYPE coverage SYSTEM "http://example.org/coverage-04.dtd">
<coverage line-rate="0.5"><packages><package name="p"><classes><class name="A" filename="a.py"><methods>
<method name="f" signature="()"><lines><line number="1" hits="3"/></lines></method></methods><lines>
<line number="1" hits="3" branch="true" condition-coverage="50% (1/2)"/></lines></class></classes></package></packages></coverage>`;
const lcov = 'TN:\nSF:src/a.js\nFN:1,f\nFNDA:2,f\nBRDA:1,0,0,-\nDA:1,1\nDA:2,0\nLF:2\nLH:1\nend_of_record\n';
const sarif = JSON.stringify({
  version: '2.1.0',
  runs: [
    {
      tool: { driver: { name: 'lint', rules: [{ id: 'A', defaultConfiguration: { level: 'error' } }] } },
      invocations: [{ executionSuccessful: true }],
      results: [{ ruleId: 'A', ruleIndex: 0, message: { text: 'x' }, locations: [{ physicalLocation: {} }] }],
    },
  ],
});
const json = '{"latency": {"p95": 187.5, "list": [1, {"p(95)": -2e3}]}, "ok": true, "state": "well"}';
const v2 =
  '{"summary": {"files": 1, "minor": 0, "major": 1, "critical": 0}, "findings": [{"path": "a", "severity": "major", "message": "m", "range": {"start": {"line": 1}}}]}';
const values = [
  ...['latency.p95', 'latency.list[1]["p(95)"]', 'ok', 'state', 'missing'].map((value) => ({
    value,
    minimum: 0,
  })),
];

/** What is put into a report: what its languages give a meaning, numbers that are none, and anything. */
const pieces = fc.oneof(
  fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    "'",
    '/',
    '<!--',
    ']]>',
    '<![CDATA[',
    '&a;',
    '<!DOCTYPE x [',
    '<?x',
    '</',
  ),
  fc.constantFrom(
    'NaN',
    'Infinity',
    '-1',
    '1e999',
    '99999999999999999999',
    '0x10',
    '١',
    'null',
    '{}',
    '[]',
    ',',
  ),
  fc.constantFrom(
    '\n',
    '\r',
    '\0',
    '\uFEFF',
    '\uD800',
    'end_of_record\n',
    'SF:b\n',
    'DA:',
    '__proto__',
    'length',
  ),
  fc.string({ maxLength: 5 }),
);
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  removed: fc.oneof(fc.nat(4), fc.nat(60)),
  put: pieces,
  times: fc.constantFrom(1, 1, 1, 300),
});

/** A report after somebody or something has been at it. */
const corrupted = (text: string) =>
  fc.array(edit, { minLength: 1, maxLength: 4 }).map((edits) =>
    edits.reduce((present, { at, removed, put, times }) => {
      const place = Math.floor(at * present.length);
      return present.slice(0, place) + put.repeat(times) + present.slice(place + removed);
    }, text),
  );

describe('a corrupted report', () => {
  it('is told of in a short sentence, however long the names in it are', () => {
    expect(problemOf('junit', `</${'x'.repeat(5000)}>`)).toMatch(/^is not well-formed XML: .{1,250}$/);
  });

  it.each<[GateReport['type'], string, unknown?]>([
    ['junit', junit],
    ['cobertura', cobertura],
    ['lcov', lcov],
    ['sarif', sarif],
    ['json', json, values],
    ['v2', v2],
  ])('in %s gives figures or a sentence, and nothing else', (type, text, thresholds) => {
    expect(problemOf(type, text, thresholds)).toMatch(/^usable/);
    const seen = { usable: 0, unusable: 0 };
    const property = fc.property(corrupted(text), (broken) => {
      const problem = problemOf(type, broken, thresholds);
      seen[problem.startsWith('usable') ? 'usable' : 'unusable']++;
      expect(problem).toMatch(/^\P{Cc}{1,700}$/u);
      // JSON has neither: a figure that is one of them is written as null.
      expect(problem).not.toMatch(/^usable.*:null/);
    });
    fc.assert(property, { numRuns: 1000 });
    expect(seen.unusable).toBeGreaterThan(50);
  });
});
