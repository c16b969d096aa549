import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../server/analysis/sourceModule.ts';

function spans(text: string): string[] {
  return new SourceModule(text, 'python').definitions.map(
    ({ kind, name, firstLine, lastLine }) => `${kind} ${name} ${firstLine}-${lastLine}`,
  );
}

describe('definitions of a Python text', () => {
  it('are functions, methods, async and nested ones, and classes, without decorators and trailing blanks', () => {
    const text =
      '@cache\ndef a():\n    def b():\n        pass\n    return b\n\n# comment\n\nclass C:\n    async def m(self): pass\n\n';
    expect(spans(text)).toEqual(['function a 2-5', 'function b 3-4', 'class C 9-10', 'function m 10-10']);
  });

  it('are not fooled by strings, comments, brackets and continuations', () => {
    const text =
      "def a():\n    '''\ndef no(): pass\n'''\n    x = (1,\n2)\n    # ' \"\n    y = 'it\\'s' + \\\n'def'\n    return f\"{x['a']}{{\"\n";
    expect(spans(text)).toEqual(['function a 1-10']);
  });

  it('survive an unclosed bracket: the next statement word begins anew', () => {
    expect(spans('def a():\n    foo(1,\n\n\ndef b():\n    pass\n')).toEqual([
      'function a 1-2',
      'function b 5-6',
    ]);
  });

  it('survive an unclosed string and half-typed docstring quotes', () => {
    expect(spans("def a():\n    x = 'half\n\ndef b():\n    pass\n")).toEqual([
      'function a 1-2',
      'function b 4-5',
    ]);
    expect(spans('"""\ndef a():\n    """Doc."""\n    pass\n\ndef b():\n    """Doc."""\n')).toEqual([
      'function a 2-4',
      'function b 6-7',
    ]);
  });

  it('survive conflict markers inside a function', () => {
    const text =
      'def a():\n    x = 1\n<<<<<<< HEAD\n    y = 2\n=======\n    y = 3\n>>>>>>> feature/x\n    return y\n';
    expect(spans(text)).toEqual(['function a 1-8']);
  });

  it('understand tabs, form feeds, CRLF and a byte order mark', () => {
    expect(spans('\ufeffclass A:\r\n\tdef m(self):\r\n\t\tpass\r\n\f\r\nx = 1\r\n')).toEqual([
      'class A 1-3',
      'function m 2-3',
    ]);
  });

  it('do not depend on the text that was scanned before', () => {
    const before = `${' '.repeat(20)}(((\n'''\n`.repeat(100);
    for (const text of [
      'def a():\n    x = 1 \\',
      'def a(',
      "def a():\n    '",
      'class A:\n\t',
      'def a():\n    x = \\\r',
    ]) {
      const alone = spans(text);
      spans(before);
      expect(spans(text)).toEqual(alone);
      expect(alone).toHaveLength(1);
    }
  });

  it('know the definition they stand in, under a condition too', () => {
    const text =
      'class A:\n    if x:\n        def m(self):\n            def n(): pass\nif y:\n    def f(): pass\nclass B: pass\n';
    const { definitions } = new SourceModule(text, 'python');
    expect(definitions.map(({ name, parent }) => `${name} in ${definitions[parent]?.name}`)).toEqual([
      'A in undefined',
      'm in A',
      'n in m',
      'f in undefined',
      'B in undefined',
    ]);
  });

  it('end with the text where that ends in a backslash', () => {
    const { definitions } = new SourceModule('def f():\\\n', 'python');
    expect(definitions).toMatchObject([{ firstLine: 1, lastLine: 1 }]);
  });

  it('stay within the text for any text', () => {
    const piece = fc.constantFrom(
      'def f():',
      'class C:',
      '    ',
      '\n',
      '"""',
      "'",
      'f"{',
      '(',
      '}',
      '\\',
      '#',
      '\r\n',
      'import torch',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string())), (pieces) => {
        const module = new SourceModule(pieces.join(''), 'python');
        for (const { firstLine, lastLine } of module.definitions) {
          expect(firstLine).toBeGreaterThan(0);
          expect(lastLine).toBeGreaterThanOrEqual(firstLine);
          expect(lastLine).toBeLessThanOrEqual(Math.max(1, module.lineCount));
        }
      }),
    );
  });
});
