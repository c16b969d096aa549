import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../server/analysis/finding.ts';
import { type CacheEntry, cacheBody, cacheContents } from '../../../server/workspace/scan/cacheBody.ts';
import { flatResults, resultsOf, type StampedResult } from '../../../server/workspace/scan/flatResults.ts';

const place = fc.record({ line: fc.integer({ min: 1 }), column: fc.integer({ min: 1 }) });
const finding: fc.Arbitrary<Finding> = fc.record({
  rule: fc.constant('file-too-long'),
  severity: fc.constantFrom('minor', 'major'),
  message: fc.string({ unit: 'binary' }),
  range: fc.record({ start: place, end: place }),
  data: fc.record({ actual: fc.nat(), limit: fc.nat() }),
});
const number = fc.oneof(fc.nat(), fc.double({ min: 0, max: 2 ** 53, noNaN: true }));
const stamped: fc.Arbitrary<StampedResult> = fc.record({
  stamp: fc.option(fc.tuple(number, number, number, number), { nil: undefined }),
  result: fc.oneof(
    fc.record({
      lines: fc.nat(),
      findings: fc.array(finding, { maxLength: 2 }),
      imports: fc.constant([]),
      failures: fc.array(fc.string({ unit: 'binary' }), { maxLength: 1 }),
    }),
    fc.record({ why: fc.string(), mayPass: fc.boolean() }),
  ),
});

function withoutText<Given extends StampedResult>({ text: _, ...given }: Given): Omit<Given, 'text'> {
  return given;
}

describe('flat results', () => {
  it('are the results again, with every stamp to the last bit', () => {
    fc.assert(
      fc.property(fc.array(stamped), (results) => {
        const again = resultsOf(flatResults(results));
        expect(again.map(withoutText)).toEqual(results);
        expect(flatResults(again)).toEqual(flatResults(results));
      }),
    );
  });

  it('are kept in a cache with the paths of their files and the kinds that any is of', () => {
    const path = fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.isWellFormed());
    const entry: fc.Arbitrary<CacheEntry> = fc
      .tuple(stamped, fc.nat({ max: 9 }))
      .map(([result, kind]) => ({ ...result, kind }));
    const paths = fc.uniqueArray(fc.tuple(path, entry), {
      selector: ([name]) => name.replaceAll('\0', ''),
    });
    fc.assert(
      fc.property(paths, fc.array(fc.string(), { minLength: 10 }), (named, kinds) => {
        const files = named.flatMap(([name, each]): [string, CacheEntry][] =>
          name.includes('\0') ? [] : [[name, each]],
        );
        const body = cacheBody({ kinds, entries: new Map(files) });
        const again = cacheContents(Buffer.concat(body));
        const withKind = (all: readonly string[], [name, { kind, ...each }]: [string, CacheEntry]) => [
          name,
          { ...withoutText(each), kind: all[kind] },
        ];
        expect([...again.entries].map((each) => withKind(again.kinds, each))).toEqual(
          files.map((each) => withKind(kinds, each)),
        );
        expect(again.kinds).toHaveLength(new Set(files.map(([, { kind }]) => kind)).size);
      }),
    );
  });
});
