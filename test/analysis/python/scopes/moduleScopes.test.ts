import { describe, expect, it } from 'vitest';
import { moduleScopes } from '../../../../server/analysis/python/scopes/moduleScopes.ts';
import type { NameUse } from '../../../../server/analysis/python/scopes/scope.ts';
import { parse } from '../../../../server/analysis/python/syntax/parse.ts';

/** The uses of a name: the line, the kind of scope that its binding is in, and when it is evaluated. */
function usesOf(name: string, text: string): string[] {
  const { uses } = moduleScopes(parse(text));
  return uses.filter((use) => use.node.name === name).map((use) => described(use, text));
}

function described({ node, binding, evaluation }: NameUse, text: string): string {
  const line = text.slice(0, node.start).split('\n').length;
  const isUnevaluated = evaluation.when === 'annotation' && !evaluation.isEvaluated;
  return `${line} ${binding?.scope.kind ?? 'none'} ${isUnevaluated ? 'never' : evaluation.when}`;
}

describe('when a name is evaluated', () => {
  it('is the import for decorators, bases, defaults and class bodies, the call for bodies', () => {
    const text = [
      'import t',
      '@t.d',
      'class A(t.B, metaclass=t.M):',
      '    x = t.x',
      '    def f(self, a=t.default):',
      '        return t.body',
      'g = lambda a=t.default: t.body',
      'y = [t.each for i in t.all]',
    ].join('\n');
    expect(usesOf('t', text)).toEqual([
      '2 module import',
      '3 module import',
      '3 module import',
      '4 module import',
      '5 module import',
      '6 module call',
      '7 module import',
      '7 module call',
      '8 module import',
      '8 module import',
    ]);
  });

  it('is told for annotations apart', () => {
    const text =
      'import t\ndef f(a: t.A) -> t.B:\n    b: t.C = 1\nc: t.D\ntype E = t.E\ndef g[T: t.F](x: T): pass\n';
    expect(usesOf('t', text)).toEqual([
      '2 module annotation',
      '2 module annotation',
      '3 module never',
      '4 module annotation',
      '5 module never',
      '6 module never',
    ]);
    expect(usesOf('t', `from __future__ import annotations\n${text}`)[0]).toBe('3 module never');
  });
});

describe('what a name means', () => {
  it('is not a name of the class for its methods and comprehensions', () => {
    const text =
      'n = 1\nclass A:\n    n = 2\n    def f(self): return n\n    x = [n for n in (n,)]\n    y = [n for i in n]\n';
    expect(usesOf('n', text)).toEqual([
      '4 module call',
      '5 class import',
      '5 comprehension import',
      '6 class import',
      '6 module import',
    ]);
  });

  it('follows global and nonlocal', () => {
    const text =
      'def f():\n    global a\n    a = b = 1\n    def g():\n        nonlocal b\n        b = 2\n        return a, b\n';
    expect(usesOf('a', text)).toEqual(['7 module call']);
    const { module } = moduleScopes(parse(text));
    expect(module.bindings.get('a')?.places).toMatchObject([
      { form: 'assignment', scope: { kind: 'function' } },
    ]);
    expect(usesOf('b', text)).toEqual(['7 function call']);
  });

  it('is bound by walrus outside of comprehensions, by captures, by except, with, for and del', () => {
    const text = [
      'z = [(w := i) for i in range(3)]',
      'match w:',
      '    case {"k": [c, *rest], **more} | K(a=d): pass',
      'try: pass',
      'except E as e: pass',
      'with open(p) as (h, o.attribute): pass',
      'del gone',
    ].join('\n');
    const { module } = moduleScopes(parse(text));
    const bound = [...module.bindings.values()].map(({ name, places }) => `${name} ${places[0]?.form}`);
    expect(bound.sort()).toEqual(
      [
        'c capture',
        'd capture',
        'e except',
        'gone delete',
        'h with',
        'more capture',
        'rest capture',
        'w walrus',
        'z assignment',
      ].sort(),
    );
  });

  it('is that of the class for a private name in it', () => {
    expect(
      usesOf('__x', '__x = 1\nclass A:\n    __x = 2\n    y = __x\n    def f(self): return __x\n'),
    ).toEqual(['4 class import', '5 none call']);
  });
});
