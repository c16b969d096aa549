import { describe, expect, it } from 'vitest';
import { failureText, measured } from '../../../../server/infrastructure/deployments/gates/measure.ts';
import { limitsOf } from '../../../../server/infrastructure/deployments/gates/reportLimits.ts';
import type { GateReport } from '../../../../server/protocol/gateReports.ts';
import { reportOf } from './reports/parsed.ts';

type Figures = Readonly<Record<string, number | string>>;

/** `name value limit` of each measure, `!` before those that fail. */
function measures(type: GateReport['type'], figures: Figures, thresholds?: unknown): string[] {
  return limitsOf(reportOf(type, thresholds)).flatMap((limit) => {
    const measure = measured(limit, { figures, details: [] });
    if (!measure) return [];
    const { name, value, unit, limit: asked, passed } = measure;
    return [`${passed ? '' : '!'}${name} ${value}${unit}${asked === null ? '' : ` ${asked}`}`];
  });
}

/** What is said of the first that fails. */
function sentence(type: GateReport['type'], figures: Figures, thresholds?: unknown): string | undefined {
  return limitsOf(reportOf(type, thresholds)).flatMap((limit) => {
    const measure = measured(limit, { figures, details: [] });
    return measure && !measure.passed ? [failureText(limit, measure)] : [];
  })[0];
}

describe('the limits of coverage', () => {
  it('are 80 % of lines, and of branches and functions where there are any', () => {
    expect(measures('lcov', { lines: 80 })).toEqual(['line coverage 80% >= 80']);
    expect(measures('lcov', { lines: 79.99, branches: 80, functions: 12.5 })).toEqual([
      '!line coverage 79.99% >= 80',
      'branch coverage 80% >= 80',
      '!function coverage 12.5% >= 80',
    ]);
    expect(measures('cobertura', {})).toEqual(['!line coverage null% >= 80']);
  });

  it('ask for a figure that is written in swarm.json', () => {
    expect(measures('lcov', { lines: 60 }, { lines: 60, branches: 50 })).toEqual([
      'line coverage 60% >= 60',
      '!branch coverage null% >= 50',
    ]);
  });
});

describe('the limits of values in JSON', () => {
  it('are 200 ms, 0.1 %, 500/s and 80 % where the value says what it is', () => {
    const thresholds = [
      { value: 'p95', is: 'response-time' },
      { value: 'errors', is: 'error-rate' },
      { value: 'rate', is: 'throughput' },
      { value: 'covered', is: 'coverage' },
    ];
    expect(measures('json', { p95: 200, errors: 0.1, rate: 500, covered: 80 }, thresholds)).toEqual([
      'response time 200ms <= 200',
      'error rate 0.1% <= 0.1',
      'throughput 500/s >= 500',
      'coverage 80% >= 80',
    ]);
    const beyond = { p95: 200.1, errors: 0.11, rate: 499, covered: 79 };
    expect(measures('json', beyond, thresholds).every((text) => text.startsWith('!'))).toBe(true);
    expect(sentence('json', beyond, thresholds)).toBe('response time is 200.1 ms (at most 200 ms)');
    expect(measures('json', { p95: 300 }, [{ value: 'p95', is: 'response-time', maximum: 400 }])).toEqual([
      'response time 300ms <= 400',
    ]);
  });

  it('hold a value between two numbers, or to be another', () => {
    const between = [{ value: 'x', minimum: 1, maximum: 2 }];
    expect(measures('json', { x: 1.5 }, between)).toEqual(['x 1.5 >= 1, <= 2']);
    expect(measures('json', { x: 2.5 }, between)).toEqual(['!x 2.5 >= 1, <= 2']);
    expect(measures('json', { state: 'ok' }, [{ value: 'state', equals: 'ok' }])).toEqual(['state ok = ok']);
    expect(measures('json', { green: 'false' }, [{ value: 'green', equals: true }])).toEqual([
      '!green false = true',
    ]);
    expect(sentence('json', { n: 3 }, [{ value: 'n', equals: 4, name: 'pages' }])).toBe(
      'pages is 3 (has to be 4)',
    );
  });

  it('are shown to thousandths, on their side of the limit', () => {
    const thresholds = [{ value: 'x', maximum: 200 }];
    expect(measures('json', { x: 8.221817 }, thresholds)).toEqual(['x 8.222 <= 200']);
    expect(measures('json', { x: 200.0001 }, thresholds)).toEqual(['!x 200.0001 <= 200']);
  });

  it('take no text for a number', () => {
    expect(measures('json', { x: '5' }, [{ value: 'x', minimum: 1 }])).toEqual(['!x 5 >= 1']);
    expect(measures('json', { x: '5' }, [{ value: 'x', equals: 5 }])).toEqual(['!x 5 = 5']);
  });
});

describe('the limits of counts', () => {
  it('are said as people count', () => {
    expect(sentence('junit', { run: 3, failed: 1, skipped: 0, flaky: 0 })).toBe('1 failed test (at most 0)');
    expect(sentence('junit', { run: 3, failed: 2, skipped: 0, flaky: 0 })).toBe('2 failed tests (at most 0)');
    expect(sentence('junit', { run: 3, failed: 0, skipped: 0, flaky: 4 }, { flaky: 3 })).toBe(
      '4 flaky tests (at most 3)',
    );
    expect(sentence('sarif', { errors: 0, warnings: 3, notes: 0 })).toBeUndefined();
    expect(sentence('sarif', { errors: 0, warnings: 3, notes: 0 }, { warnings: 2 })).toBe(
      '3 warnings (at most 2)',
    );
  });

  it('fail where the report does not say them, whatever they limit', () => {
    expect(measures('junit', {})).toEqual([
      '!tests run null >= 1',
      '!failed tests null <= 0',
      '!skipped tests null',
      '!flaky tests null',
    ]);
  });
});
