import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze } from '../../../server/analysis/analyze.ts';
import { settingsWith } from '../settings.ts';
import { findingsOf } from './findingsOf.ts';

describe('a line that is too long', () => {
  it('is found in every language, what is beyond the limit', () => {
    expect(analyze('ab\nabcdef\n', 'css', settingsWith({ lineLength: 4 }))).toEqual([
      {
        rule: 'line-too-long',
        severity: 'critical',
        message: 'Line has 6 characters; the limit is 4.',
        range: { start: { line: 2, column: 5 }, end: { line: 2, column: 7 } },
        data: { actual: 6, limit: 4 },
      },
    ]);
    expect(findingsOf('x'.repeat(1000), { lineLength: 0 })).toEqual([]);
  });

  it('has as many characters as code points, without its line ending', () => {
    expect(findingsOf('"😀😀"\r\n', { lineLength: 4 })).toEqual([]);
    expect(findingsOf('"😀😀"\r\n', { lineLength: 3 })).toEqual([
      '1 line-too-long critical: Line has 4 characters; the limit is 3.',
    ]);
    fc.assert(
      fc.property(fc.array(fc.constantFrom('a', 'é', '😀', '\ud83d', '\t')), (parts) => {
        const text = parts.join('');
        const [finding] = analyze(text, 'sql', settingsWith({ lineLength: 3 }));
        expect(finding?.data).toEqual(
          [...text].length > 3 ? { actual: [...text].length, limit: 3 } : undefined,
        );
        if (finding) expect([...text.slice(0, finding.range.start.column - 1)]).toHaveLength(3);
      }),
    );
  });

  it.each([
    '# https://example.org/a/long/path',
    '    # <https://example.org/x>',
    'https://example.org',
    '  * - git+ssh://host/x',
  ])('may be one that no line break could shorten: %j', (line) => {
    expect(findingsOf(line, { lineLength: 10 })).toEqual([]);
  });

  it.each(['# see https://example.org', 'x = "https://example.org"', '# https://example.org and'])(
    'may not hold more than a link: %j',
    (line) => {
      expect(findingsOf(line, { lineLength: 10 })).toHaveLength(1);
    },
  );

  it('has no hint that it comes near, and can be disabled', () => {
    expect(findingsOf('abcdefghij', { lineLength: 10 }, { approachingFrom: 0.5 })).toEqual([]);
    expect(findingsOf('abcdef = 1  # swarm: disable=line-too-long', { lineLength: 10 })).toEqual([]);
  });

  it('may have megabytes', () => {
    const line = `# https://${'x/'.repeat(1 << 20)}`;
    expect(findingsOf(`${line}\n${'😀'.repeat(1 << 20)}\n`, { lineLength: 100 })).toHaveLength(2);
  });
});
