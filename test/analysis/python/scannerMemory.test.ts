import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';

function namesIn(text: string): (string | undefined)[] {
  return new SourceModule(text, 'python').definitions.map(({ name }) => name);
}

describe('what the scanner finds in a text of Python', () => {
  it('is named by letters of any language, those of two code units too', () => {
    const text = 'def größe(): pass\nclass 東京:\n  def \u{1d4b3}2(self, é): pass\nimport módulo . 子, x\n';
    expect(namesIn(text)).toEqual(['größe', '東京', '\u{1d4b3}2']);
    const module = new SourceModule(text, 'python');
    expect(module.imports.map(({ module: { name } }) => name)).toEqual(['módulo.子', 'x']);
    const [, , method] = module.definitions;
    expect(method).toMatchObject({ parameters: 1, parent: 1 });
    expect(method?.nameRange).toEqual({ start: { line: 3, column: 7 }, end: { line: 3, column: 10 } });
  });

  it('is no name where a character beyond ASCII is no letter', () => {
    expect(namesIn('def –(): pass\ndef \ud800(): pass\ndef ２(): pass\ndef ok(): pass\n')).toEqual([
      undefined,
      undefined,
      undefined,
      'ok',
    ]);
  });

  it('lies on lines that line feeds end: a carriage return alone ends a statement, but no line', () => {
    const text = 'def a():\r  pass\rdef b():\r\n  pass\r\n\rdef c(): pass\r';
    const { definitions } = new SourceModule(text, 'python');
    expect(definitions.map(({ name, firstLine, lastLine }) => [name, firstLine, lastLine])).toEqual([
      ['a', 1, 1],
      ['b', 1, 2],
      ['c', 3, 3],
    ]);
  });

  it('is kept while other texts are scanned, of Python or not', () => {
    const first = new SourceModule(
      'import a\nfrom b import c\n"""\n"""\ndef one(x):\n  """doc"""\n',
      'python',
    );
    const { lineCount } = first;
    const { peaks } = first;
    expect([peaks.peak('functions'), peaks.peak('functionLines'), peaks.peak('parameters')]).toEqual([
      1, 2, 1,
    ]);
    expect(namesIn(`class Other(Enum):\n  def m(self): pass\n${'# long\n'.repeat(300_000)}`)).toEqual([
      'Other',
      'm',
    ]);
    expect(new SourceModule('function f() {}', 'javascript').definitions).toHaveLength(1);
    expect(lineCount).toBe(6);
    expect(first.imports.map(({ module, names }) => [module.name, ...names.map(({ name }) => name)])).toEqual(
      [['a'], ['b', 'c']],
    );
    expect(first.definitions).toMatchObject([{ name: 'one', firstLine: 5, lastLine: 6, parameters: 1 }]);
  });

  it('holds all imports of the modules asked for', () => {
    const name = fc.constantFrom('a', 'b', 'torch', 'a.b', 'torch . nn', 'é.f', '.a', '..');
    const line = fc.oneof(
      name.map((each) => `import ${each} as x, b`),
      name.map((each) => `from ${each} import torch, (`),
      name.map((each) => `importlib.import_module('${each}')`),
    );
    fc.assert(
      fc.property(fc.array(line), fc.subarray(['a', 'torch.nn', 'é', 'b.c']), (lines, asked) => {
        const module = new SourceModule(lines.join('\n'), 'python');
        const firsts = new Set(asked.map((each) => each.split('.', 1)[0]));
        const wanted = module.imports.filter(({ module: { name: written } }) =>
          firsts.has(written.split('.', 1)[0]),
        );
        expect(module.importsOf(new Set(asked))).toEqual(wanted);
      }),
    );
  });
});
