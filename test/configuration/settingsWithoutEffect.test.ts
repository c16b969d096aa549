import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../server/configuration/parseConfiguration.ts';

function problem(v2: object): string | undefined {
  const text = JSON.stringify({ v2 });
  const [first] = parseConfiguration(text).problems;
  return (
    first && `${first.message} @ ${text.slice(first.range.start.column - 1, first.range.end.column - 1)}`
  );
}

describe('what swarm.json says to no effect is a problem:', () => {
  it('bands that cannot follow each other', () => {
    expect(problem({ severity: { majorAbove: 2, criticalAbove: 1.5 } })).toBe(
      '\'severity\': majorAbove cannot be more than criticalAbove. @ "severity"',
    );
  });

  it('a glob that takes something back', () => {
    expect(problem({ exclude: ['a', '!b'] })).toBe(
      'Entry 2 of \'exclude\': nothing can be taken back here: a glob cannot start with !. @ "!b"',
    );
  });

  it('a glob that is too costly to be tried', () => {
    expect(problem({ exclude: ['{a,b}/{c,d}/{e,f}/{g,h}'] })).toMatch(
      /^Entry 1 of 'exclude': .*several globs/,
    );
  });

  it('such a glob of contract files', () => {
    const { problems } = parseConfiguration('{"contracts":{"sources":["a/*.json","(a|b)(c|d)(e|f)(g|h)"]}}');
    expect(problems.map(({ message }) => message)).toEqual([
      "Entry 2 of 'sources': it has too many wildcards, braces or brackets: write several globs.",
    ]);
  });

  it('and honest ones are none', () => {
    expect(problem({ severity: { majorAbove: 1.2 }, exclude: ['**/a/**/b/**', '*.{js,ts}', 'x!y'] })).toBe(
      undefined,
    );
  });
});
