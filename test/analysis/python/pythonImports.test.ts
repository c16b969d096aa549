import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';

/** Imports as `level module: names`. */
function imports(text: string): string[] {
  return new SourceModule(text, 'python').imports.map(
    ({ module, level, names }) => `${level} ${module.name}: ${names.map(({ name }) => name).join(' ')}`,
  );
}

describe('imports that run when a Python module is imported', () => {
  it.each([
    ['import a', ['0 a: ']],
    ['import a.b as c, d', ['0 a.b: ', '0 d: ']],
    ['from a import b as c, d', ['0 a: b d']],
    ['from a import *', ['0 a: *']],
    ['from a import (  # why\n  b,\n  c as d,\n)', ['0 a: b c']],
    ['from a import b, \\\n  c', ['0 a: b c']],
    ['from . import x', ['1 : x']],
    ['from ..a.b import c', ['2 a.b: c']],
    ['from ... import (x, y)', ['3 : x y']],
    ['from .a import *', ['1 a: *']],
    ['from.import x', ['1 : x']],
    ['from . . a import x', ['2 a: x']],
    ['import a; import b', ['0 a: ', '0 b: ']],
    [
      'try: import a\nexcept ImportError: import b\nelse: from c import d\nfinally: import e',
      ['0 a: ', '0 b: ', '0 c: d', '0 e: '],
    ],
    ['with x:\n    if y:\n        for z in w:\n            import a', ['0 a: ']],
    ['while x:\n    match y:\n        case 1:\n            import a', ['0 a: ']],
    ['class A:\n    import b\n    if c:\n        from d import e', ['0 b: ', '0 d: e']],
    ['if TYPE_CHECKING:\n    import a\nelif x:\n    import b\nelse:\n    import c', ['0 b: ', '0 c: ']],
    ['if not TYPE_CHECKING:\n    import a', ['0 a: ']],
    ["a = __import__('b')", ['0 b: ']],
    ['import importlib\na = importlib.import_module("b.c")', ['0 importlib: ', '0 b.c: ']],
    ["x = [f(import_module( 'b' ))]", ['0 b: ']],
    ["try:\n    a = il.import_module(name='b')\nexcept ImportError: pass", ['0 b: ']],
    ["%timeit f()\nimport a\n!ls 'x\nimport b", ['0 a: ', '0 b: ']],
    ['%%time\nimport a', ['0 a: ']],
    ['import a\rimport b\rif x:\r    import c\rdef f():\r    import d\r', ['0 a: ', '0 b: ', '0 c: ']],
    ['# a\rfrom a import (\r  b,  # why\r  c,\r)\rimport d\r\nimport e', ['0 a: b c', '0 d: ', '0 e: ']],
  ])('are found in %j', (text, expected) => {
    expect(imports(text)).toEqual(expected);
  });

  it.each([
    'def f():\n    import a',
    'async def f(): import a',
    'class A:\n    def f(self):\n        if x:\n            from a import b',
    'def f():\n    class A:\n        import b',
    'if TYPE_CHECKING:\n    import a',
    'if t.TYPE_CHECKING: from a import b',
    "if __name__ == '__main__':\n    import a",
    'lazy import a',
    'lazy from a import b',
    "x = lambda: __import__('a')",
    "def f():\n    return __import__('a')",
    "if TYPE_CHECKING:\n    a = import_module('a')",
    "my__import__('a')",
    "reimport_module('a')",
    "import_module('.a', package)",
    'import_module(name)',
    "import_module('a' + b)",
    "'''\n__import__('a')\n'''",
    '%%bash\nimport a',
    'from a',
    'from . ',
    'from import b',
    'important = 1\nfrom_a = 2',
  ])('are none in %j', (text) => {
    expect(imports(text)).toEqual([]);
  });

  it('tell where the module and the names stand', () => {
    const text = "from .. pkg . mod import (a, b)\nfrom . import c\nx = __import__('os.path')\n";
    const found = new SourceModule(text, 'python').imports;
    const written = found.flatMap(({ module, names }) =>
      [module, ...names].map(({ start, end }) => text.slice(start, end)),
    );
    expect(written).toEqual(['pkg . mod', 'a', 'b', '', 'c', 'os.path']);
    expect(found[0]?.module.name).toBe('pkg.mod');
  });

  it('lie within the text for any text', () => {
    const piece = fc.constantFrom(
      'import',
      'from',
      ' ',
      '.',
      '...',
      'a',
      '(',
      ')',
      ',',
      '*',
      '\n',
      '\\',
      '#',
      "__import__('",
      "')",
      'as',
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join('');
        for (const { module, names } of new SourceModule(text, 'python').imports)
          for (const { name, start, end } of [module, ...names])
            expect(text.slice(start, end).replace(/\s/g, '')).toBe(name);
      }),
    );
  });
});
