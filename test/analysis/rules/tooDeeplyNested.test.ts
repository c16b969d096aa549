import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';
import { findingsOf } from './findingsOf.ts';

function depths(text: string): string[] {
  const { definitions } = new SourceModule(text, 'python');
  return definitions
    .filter(({ kind }) => kind === 'function')
    .map(({ name, nesting }) => `${name} ${nesting}`);
}

function inFunction(body: string): string {
  return `if outside:\n    def f():\n${body.replace(/^/gm, '        ')}\n`;
}

describe('nesting', () => {
  it.each([
    ['pass', 0],
    ['if a: pass', 1],
    ['if a:\n    for b in c:\n        while d:\n            with e: pass', 4],
    ['if a:\n    pass\nelif b:\n    pass\nelif c:\n    if d: pass', 2],
    ['if a:\n    pass\nelse:\n    if b: pass', 2],
    ['try:\n    pass\nexcept E:\n    if a: pass\nfinally:\n    if b:\n        if c: pass', 3],
    ['match a:\n    case 1:\n        if b: pass', 2],
    ['match = 1\nif a: pass', 1],
    ['async with a:\n    async for b in c: pass', 2],
    ['if a:\n    def g():\n        pass', 1],
  ])('is as deep as control structures stand in each other: %j', (body, expected) => {
    expect(depths(inFunction(body))[0]).toBe(`f ${expected}`);
  });

  it('begins anew in a function or class', () => {
    const text = 'def f():\n    if a:\n        if b:\n            def g():\n                if c: pass\n';
    expect(depths(text)).toEqual(['f 2', 'g 1']);
    expect(depths('def f():\n    class A:\n        if a: pass\n')).toEqual(['f 0']);
    expect(depths('if a:\n    for b in c:\n        def f(): pass\n')).toEqual(['f 0']);
  });

  it('is told with the limit', () => {
    const text = 'def f():\n if a:\n  if b:\n   if c:\n    if d: pass\n';
    expect(findingsOf(text, { nesting: 3 })).toEqual([
      "1 too-deeply-nested minor: Function 'f' has blocks nested 4 levels deep; the limit is 3.",
    ]);
    expect(findingsOf(text, { nesting: 4 })).toEqual([]);
  });
});
