import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figuresOf } from './parsed.ts';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;').replaceAll('>', '&gt;');
const name = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((text) => text.replaceAll(/[\p{Cc}\uFFFE\uFFFF]/gu, ''));

const ends = ['passed', 'failed', 'broken', 'skipped', 'flaky'] as const;
const testCase = fc.record({ name, end: fc.constantFrom(...ends), message: name });
type TestCase = typeof testCase extends fc.Arbitrary<infer Value> ? Value : never;
const suite = fc.record({ name, cases: fc.array(testCase, { maxLength: 8 }), summed: fc.boolean() });

function caseText({ name: own, end, message }: TestCase): string {
  const inside = {
    passed: '<system-out>text</system-out>',
    failed: `<failure message="${escaped(message)}"><![CDATA[${message.replaceAll(']]>', '')}]]></failure>`,
    broken: `<error>${escaped(message)}</error>`,
    skipped: '<skipped/>',
    flaky: `<flakyFailure message="${escaped(message)}"/>`,
  }[end];
  return `<testcase name="${escaped(own)}">${inside}</testcase>`;
}

const countOf = (cases: readonly TestCase[], ...wanted: string[]) =>
  cases.filter(({ end }) => wanted.includes(end)).length;

describe('what a tool writes', () => {
  it('is what is counted: tests in JUnit XML', () => {
    const property = fc.property(fc.array(suite, { maxLength: 5 }), (suites) => {
      const texts = suites.map(({ name: own, cases, summed }) => {
        const sums = ` failures="${countOf(cases, 'failed')}" errors="${countOf(cases, 'broken')}"`;
        return `<testsuite name="${escaped(own)}"${summed ? sums : ''}>${cases.map(caseText).join('\n')}</testsuite>`;
      });
      const all = suites.flatMap(({ cases }) => cases);
      expect(figuresOf('junit', `<testsuites>${texts.join('')}</testsuites>`)).toEqual({
        run: countOf(all, 'passed', 'failed', 'broken', 'flaky'),
        failed: countOf(all, 'failed', 'broken'),
        skipped: countOf(all, 'skipped'),
        flaky: countOf(all, 'flaky'),
      });
    });
    fc.assert(property, { numRuns: 300 });
  });

  const lines = fc.uniqueArray(fc.record({ line: fc.integer({ min: 1, max: 50 }), hits: fc.nat(3) }), {
    selector: ({ line }) => line,
    minLength: 1,
    maxLength: 20,
  });
  /** Lines of files by their place. */
  const files = fc.array(lines, { minLength: 1, maxLength: 5 });
  const percent = (all: readonly { hits: number }[]) =>
    Math.floor((all.filter(({ hits }) => hits > 0).length * 10_000) / all.length) / 100;

  it('is what is counted: lines in LCOV and in Cobertura XML, however they are divided', () => {
    const property = fc.property(files, (all) => {
      const lcov = all.map(
        (some, at) =>
          `SF:${at}\n${some.map(({ line, hits }) => `DA:${line},${hits}\n`).join('')}end_of_record\n`,
      );
      const cobertura = all.map(
        (some, at) =>
          `<class filename="${at}"><lines>${some.map(({ line, hits }) => `<line number="${line}" hits="${hits}"/>`).join('')}</lines></class>`,
      );
      const expected = { lines: percent(all.flat()) };
      expect(figuresOf('lcov', lcov.join(''))).toEqual(expected);
      expect(figuresOf('lcov', lcov.join('') + lcov.join(''))).toEqual(expected);
      expect(figuresOf('cobertura', `<coverage>${cobertura.join('')}</coverage>`)).toEqual(expected);
    });
    fc.assert(property, { numRuns: 300 });
  });
});
