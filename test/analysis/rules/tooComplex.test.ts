import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { findingsOf } from './findingsOf.ts';

function complexities(text: string): string[] {
  const { definitions } = new SourceModule(text, 'python');
  return definitions
    .filter(({ kind }) => kind === 'function')
    .map(({ name, complexity }) => `${name} ${complexity}`);
}

function inFunction(body: string): string {
  return `def f():\n${body.replace(/^/gm, '    ')}\n`;
}

describe('cyclomatic complexity', () => {
  it.each([
    ['pass', 1],
    ['if a: pass', 2],
    ['if a:\n    pass\nelif b:\n    pass\nelse:\n    pass', 3],
    ['if a and b or c: pass', 2],
    ['for x in y:\n    pass\nelse:\n    pass', 2],
    ['while x:\n    if y: break', 3],
    ['async for x in y: pass', 2],
    ['async with x: pass', 1],
    ['try:\n    a\nexcept A:\n    b\nexcept B:\n    c\nelse:\n    d\nfinally:\n    e', 4],
    ['try:\n    a\nfinally:\n    if b: c', 2],
    ['try:\n    if a: b\nexcept* E:\n    pass', 3],
    ['with a:\n    pass\nx = [i for i in y if i] if z else None\nassert x', 1],
    ['match x:\n    case 1: pass\n    case 2 | 3: pass\n    case _: pass', 3],
    ['match x:\n    case 1: pass\n    case (rest): pass', 2],
    ['match x:\n    case 1: pass\n    case y if y > 2: pass', 3],
    ['match x:\n    case None: pass', 2],
    ['match x:\n    case _ as y: pass', 1],
    ['match x:\n    case Point(x=0): pass\n    case A.B: pass', 3],
    ['match = 1\ncase = 2\nmatch(case)\ncase: int = 3', 1],
    ['iffy = 1\nformat(x)\nwhiles = trying = elsewhere = 3', 1],
    ['"""\nif a: pass\n"""\n# if a:\nx = """\nfor\n"""', 1],
    ['if a: x\nif b: y', 3],
    ['x = (1\n  if a else 2)', 1],
  ])('counts as Ruff does: %j', (body, expected) => {
    expect(complexities(inFunction(body))).toEqual([`f ${expected}`]);
  });

  it('of a nested function counts for it and for the one around it, through classes too', () => {
    const text =
      'def f():\n    def g():\n        if a: pass\n    class C:\n        def m(self):\n            for x in y: pass\n    return g\n';
    expect(complexities(text)).toEqual(['f 5', 'g 2', 'm 2']);
  });

  it('is told with the limit', () => {
    expect(findingsOf(inFunction('if a: pass\n'.repeat(10)), { complexity: 10 })).toEqual([
      "1 too-complex minor: Function 'f' has a cyclomatic complexity of 11; the limit is 10.",
    ]);
    expect(findingsOf(inFunction('if a: pass\n'.repeat(9)), { complexity: 10 })).toEqual([]);
  });

  it('is that of the rest where a line is half-typed', () => {
    expect(complexities(inFunction('if a\nif b: pass\nfor x in (y\nwhile z: pass'))).toEqual(['f 5']);
  });
});
