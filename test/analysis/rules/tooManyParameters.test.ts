import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { dataOf, findingsOf } from './findingsOf.ts';

function parameters(text: string): (number | undefined)[] {
  const { definitions } = new SourceModule(text, 'python');
  return definitions.filter(({ kind }) => kind === 'function').map((definition) => definition.parameters);
}

function method(head: string): string {
  return `class A:\n    ${head}\n        pass\n`;
}

describe('too many parameters', () => {
  it('are told with their number, by bands three times as wide as those of lines', () => {
    const head = (count: number) =>
      `def f(${Array.from({ length: count }, (_, index) => `p${index}`).join(', ')}): pass\n`;
    const found = [5, 6, 8, 9].flatMap((count) => findingsOf(head(count), { parameters: 5 }));
    expect(found).toEqual([
      "1 too-many-parameters minor: Function 'f' has 6 parameters; the limit is 5.",
      "1 too-many-parameters major: Function 'f' has 8 parameters; the limit is 5.",
      "1 too-many-parameters critical: Function 'f' has 9 parameters; the limit is 5.",
    ]);
    expect(dataOf(head(6), { parameters: 5 })).toEqual([{ actual: 6, limit: 5, name: 'f' }]);
    expect(findingsOf(head(9), { parameters: 0 })).toEqual([]);
  });

  it.each([
    ['def f(): pass', 0],
    ['def f(a): pass', 1],
    ['def f(a, b=1, *args, c, d=2, **kw): pass', 6],
    ['def f(a, /, b, *, c): pass', 3],
    ['def f(a, b,): pass', 2],
    ['def f(\n    a,  # one, two\n    b: dict[str, int] = {"x": 1, "y,": (2, 3)},\n): pass', 2],
    ['def f(a=lambda x, y: (x, y), b="),,("): pass', 2],
    ['def f[T: (int, str), *U](a: T, b: U): pass', 2],
    ['async def f(a, \\\n  b): pass', 2],
    ["def f(a='''\n)def g(x,y,z):\n''', b=1): pass", 2],
    ['def f(self, a): pass', 2],
    ['def ü(ä, ö): pass', 2],
  ])('count what a caller may pass: %j', (text, expected) => {
    expect(parameters(`${text}\n`)).toEqual([expected]);
  });

  it.each([
    ['def m(self, a): pass', 1],
    ['def m(this, a): pass', 1],
    ['def m(self): pass', 0],
    ['def m(*args): pass', 1],
    ['def m(self, /, a, *, b): pass', 2],
    ['@classmethod\n    def m(cls, a): pass', 1],
    ['@staticmethod\n    def m(a, b): pass', 2],
    ['@staticmethod  # why\n    # and more\n    @cache\n    def m(a, b): pass', 2],
    ['@staticmethods\n    def m(self, b): pass', 1],
    ['if x:\n        def m(self, a): pass', 1],
  ])('leave out what a method is bound to: %j', (head, expected) => {
    expect(parameters(method(head))).toEqual([expected]);
  });

  it('forget a decorator behind its function, and begin anew in a nested one', () => {
    const text =
      'class A:\n    @staticmethod\n    def a(x): pass\n    def b(self, x):\n        def c(self, y): pass\n';
    expect(parameters(text)).toEqual([1, 1, 2]);
  });

  it('are none of an overload, which is only a declaration', () => {
    const text =
      '@overload\ndef f(a, b, c): ...\n@typing.overload\ndef f(a, b): ...\ndef f(a, b=None, c=None):\n    pass\n';
    expect(parameters(text)).toEqual([3]);
  });

  it('are counted as far as they are written', () => {
    expect(parameters('def f(a, b\n\ndef g(c):\n    pass\n')).toEqual([2, 1]);
    expect(parameters('def f')).toEqual([0]);
  });

  it('can be disabled on the line', () => {
    expect(
      findingsOf('def f(a, b): pass  # swarm: disable=too-many-parameters\n', { parameters: 1 }),
    ).toEqual([]);
  });
});
