import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from '../../../../server/analysis/python/syntax/parse.ts';
import type { Statement } from '../../../../server/analysis/python/syntax/statementNodes.ts';

function outline(statements: readonly Statement[]): string[] {
  return statements.flatMap((statement) => {
    if (statement.kind === 'error') return ['error', ...outline(statement.body).map((line) => `  ${line}`)];
    const name = 'name' in statement ? ` ${statement.name.name}` : '';
    return [`${statement.kind}${name}`];
  });
}
const outlineOf = (text: string) => outline(parse(text).body);

describe('a text that is not Python', () => {
  it('loses only the statement that is broken', () => {
    expect(outlineOf('import os\nx = = 1\nimport torch\n')).toEqual(['import', 'error', 'import']);
  });

  it('says where and why it is none', () => {
    const { errors } = parse('x = 1\ny = (2\n');
    expect(errors).toEqual([{ message: 'Expected `,` or `)`.', start: 13, end: 13 }]);
  });

  it('goes on at the line that does not fit into an open bracket', () => {
    expect(outlineOf('f(a,\nimport torch\ndef g(): pass\n')).toEqual(['error', 'import', 'function g']);
    expect(outlineOf('f(a b,\n  c,\n)\nimport torch\n')).toEqual(['error', 'import']);
  });

  it('keeps the suite below a broken head', () => {
    expect(outlineOf('class A(:\n    def f(self): pass\n    x = 1\nimport os\n')).toEqual([
      'error',
      '  function f',
      '  assignment',
      'import',
    ]);
    expect(outlineOf('if a:\n    import b\nelif c d:\n    import e\n')).toEqual([
      'error',
      '  import',
      '  import',
    ]);
  });

  it('keeps a definition that has no suite yet', () => {
    expect(outlineOf('def f(x):\n\ndef g(): pass\n')).toEqual(['function f', 'function g']);
  });

  it('keeps what stands before and behind a string that is not closed', () => {
    expect(outlineOf('import a\nx = "half\nimport b\n')).toEqual(['import', 'error', 'import']);
    expect(outlineOf('import a\nx = f"{half\nimport b\n')).toEqual(['import', 'error', 'import']);
  });
});

describe('parsing', () => {
  const snippets = [
    'def f(',
    'if x:',
    '\n',
    '    ',
    '\t',
    '"""',
    "'",
    'f"{',
    '}',
    '(',
    ')',
    '[',
    '{',
    'match x:',
    'case',
    'lambda',
  ];
  const parts = fc.oneof(
    fc.constantFrom(...snippets, 'a', ' = ', ':', '@', 'import x', '\r', '\\', '*'),
    fc.string(),
  );

  it('never throws, and stays within the text', () => {
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 40 }), (pieces) => {
        const text = pieces.join('');
        for (const { start, end } of parse(text).body) {
          expect(start).toBeLessThanOrEqual(end);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['parentheses', '('.repeat(1000)],
    ['closed parentheses', `${'('.repeat(1000)}1${')'.repeat(1000)}`],
    ['lists', `x = ${'['.repeat(1000)}`],
    ['negations', `x = ${'-'.repeat(1000)}1`],
    ['lambdas', `x = ${'lambda: '.repeat(1000)}1`],
    ['conditions', `x = ${'1 if a else '.repeat(1000)}1`],
    ['format fields', `x = ${'f"{'.repeat(1000)}`],
    ['indentations', Array.from({ length: 1000 }, (_, depth) => `${' '.repeat(depth)}if x:\n`).join('')],
    ['patterns', `match x:\n    case ${'['.repeat(1000)}\n`],
    ['sums', `x = ${'1 + '.repeat(100_000)}1`],
    ['calls', `x = a${'()'.repeat(100_000)}`],
    ['open triple quotes', '"""\n\'\'\'\n'.repeat(10_001)],
    ['open calls', 'match(a\n'.repeat(20_000)],
  ])('gives errors, not a crash, for very many %s', (_, text) => {
    const { body, errors } = parse(`${text}\nimport behind\n`);
    expect(errors.length).toBeGreaterThan(0);
    expect(body.length).toBeGreaterThan(0);
  });
});

describe('words that are keywords in some places only', () => {
  it('are names elsewhere', () => {
    const text = 'match = 1\nmatch(x)\nmatch[x:1]\nmatch(x) - 1\ntype = lazy = case = 2\nprint(type, lazy)\n';
    expect(parse(text).errors).toEqual([]);
    expect(outlineOf(text)).not.toContain('match');
  });

  it('begin a match, a type alias or a lazy import', () => {
    expect(outlineOf('match (x):\n    case (1 | -2) as y if y: pass\n')).toEqual(['match']);
    expect(outlineOf('match *a, b:\n    case [*_, {"k": v, **rest}]: pass\n')).toEqual(['match']);
    expect(outlineOf('type A[T: int = bool] = list[T]\n')).toEqual(['typeAlias A']);
    expect(parse('lazy import torch\nlazy from a import b\n').body).toMatchObject([
      { isLazy: true },
      { isLazy: true },
    ]);
  });

  it('of newer versions are read: exceptions without parentheses, template strings, unpacking in comprehensions', () => {
    const text =
      'try: pass\nexcept A, B: pass\nx = t"{a!r:>{w}}"\ny = [*z for z in zs]\nd = {**e for e in es}\n';
    expect(parse(text).errors).toEqual([]);
  });
});
