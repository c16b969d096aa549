import { describe, expect, it } from 'vitest';
import { valueAt } from '../../../../../server/infrastructure/deployments/gates/reports/jsonPath.ts';
import { contentOf, figuresOf, problemOf } from './parsed.ts';

describe('a path into JSON', () => {
  const document = { o: { 0: 6 }, a: { b: [{ c: 1 }, { 'p(95)': 2 }], 'x.y': 3, '95th': 4 }, p95: 5 };

  it.each([
    ['a.b[0].c', 1],
    ['a.b[1]["p(95)"]', 2],
    ['a["x.y"]', 3],
    ['a.95th', 4],
    ['p95', 5],
    ['["p95"]', 5],
    ['a.b[2].c', undefined],
    ['a.b.c', undefined],
    ['a[0]', undefined],
    ['o[0]', undefined],
    ['o.0', 6],
    ['p95.toFixed', undefined],
    ['a.b.length', undefined],
    ['a.__proto__', undefined],
    ['constructor', undefined],
  ])('%s finds %j', (path, value) => {
    expect(valueAt(document, path)).toEqual(value);
  });
});

describe('a report in JSON', () => {
  const values = (text: string, ...paths: (string | { value: string; factor: number })[]) =>
    figuresOf(
      'json',
      text,
      paths.map((one) => ({ ...(typeof one === 'string' ? { value: one } : one), minimum: 0 })),
    );

  it('gives the values at the paths, times their factor', () => {
    const text = '{"p95": 0.187, "share": 0.0007, "state": "ok", "green": true}';
    expect(
      values(text, { value: 'p95', factor: 1000 }, { value: 'share', factor: 100 }, 'state', 'green'),
    ).toEqual({
      p95: 187,
      share: 0.07,
      state: 'ok',
      green: 'true',
    });
  });

  it('gives nothing for what is missing, no value, or no number that there is', () => {
    const text = '{"big": 1e999, "list": [], "object": {}, "none": null}';
    const paths = ['big', 'list', 'object', 'none', 'missing', 'list[0]'];
    expect(values(text, ...paths)).toEqual({});
    const thresholds = paths.map((value) => ({ value, minimum: 0 }));
    expect(contentOf('json', text, thresholds).details).toContain('big: it is too large a number');
    expect(values('{"x": 1e300}', { value: 'x', factor: 1e15 })).toEqual({});
  });

  it.each([
    ['', 'is empty'],
    ['{"a": NaN}', 'is not JSON: '],
    ['{"a": 1', 'is not JSON: '],
    ['{"a": 1} {"a": 2}', 'is not JSON: '],
    ['['.repeat(100_000), 'is not JSON: '],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemOf('json', text, [{ value: 'a', minimum: 0 }])).toContain(problem);
  });
});

const sarif = (run: object, version = '2.1.0') => JSON.stringify({ version, runs: [run] });

describe('a report in SARIF', () => {
  const at = (uri: string, startLine: number) => [
    { physicalLocation: { artifactLocation: { uri }, region: { startLine } } },
  ];

  it('counts results by level, that of their rule where they say none', () => {
    const rules = [{ id: 'A', defaultConfiguration: { level: 'error' } }, { id: 'B' }];
    const results = [
      { ruleIndex: 0, message: { text: 'unused' }, ruleId: 'A', locations: at('src/a.ts', 3) },
      { ruleId: 'A', message: { text: 'again' } },
      { ruleId: 'B', message: { text: 'a warning' } },
      { level: 'note', message: { text: 'a note' } },
      { level: 'none', message: { text: 'nothing' } },
      { level: 'error', message: { text: 'mine' } },
    ];
    expect(contentOf('sarif', sarif({ tool: { driver: { name: 'lint', rules } }, results }))).toEqual({
      figures: { errors: 3, warnings: 1, notes: 1 },
      details: ['error: src/a.ts:3: unused (A)', 'error: again (A)', 'error: mine', 'warning: a warning (B)'],
    });
  });

  it('does not count what is suppressed, gone, or no failure', () => {
    const error = { level: 'error', message: { text: 'x' } };
    const results = [
      { ...error, suppressions: [{ kind: 'inSource' }] },
      { ...error, suppressions: [{ kind: 'external', status: 'accepted' }] },
      { ...error, baselineState: 'absent' },
      { ...error, kind: 'pass' },
      { ...error, suppressions: [{ kind: 'external', status: 'rejected' }] },
    ];
    expect(figuresOf('sarif', sarif({ results }))).toEqual({ errors: 1, warnings: 0, notes: 0 });
  });

  const tool = { driver: { name: 'lint' } };
  it.each([
    ['{}', 'is not SARIF 2'],
    [sarif({ results: [] }, '1.0.0'), 'is not SARIF 2'],
    ['{"version": "2.1.0", "runs": []}', 'tells no run of a tool'],
    [sarif({ tool }), 'does not say what lint found'],
    [sarif({ tool, results: null }), 'does not say what lint found'],
    [
      sarif({ tool, results: [], invocations: [{ executionSuccessful: false }] }),
      'says that lint did not succeed',
    ],
    [sarif({ results: [{ level: 'fatal' }] }), 'has a result of level "fatal", which SARIF does not know'],
  ])('says what is wrong with %j', (text, problem) => {
    expect(problemOf('sarif', text)).toContain(problem);
  });
});

describe('the report of a V2 check', () => {
  it('counts findings by severity', () => {
    const finding = { path: 'a.py', severity: 'major', message: 'too long', range: { start: { line: 4 } } };
    const summary = { files: 2, minor: 0, major: 1, critical: 0 };
    expect(contentOf('v2', JSON.stringify({ summary, findings: [finding] }))).toEqual({
      figures: { files: 2, minor: 0, major: 1, critical: 0 },
      details: ['major: a.py:4: too long'],
    });
    expect(problemOf('v2', '{"summary": {"files": 1}}')).toBe('is not that of a check');
  });
});
