import { describe, expect, it } from 'vitest';
import { scanJavaScript } from '../../server/analysis/javascript/javascriptScanner.ts';
import { moduleReferences } from '../../server/analysis/moduleReferences/moduleReferences.ts';
import { SourceModule } from '../../server/analysis/sourceModule.ts';
import { Suppressions } from '../../server/analysis/suppression/suppressions.ts';
import { StringText } from '../../server/analysis/text/stringText.ts';

const times = 100_000;

// Each took minutes, or all of the stack, where the work grew faster than the text. The last line must be reached.
describe('a text made to exhaust the scanner is read to its end:', () => {
  it.each([
    ['strings on one line', "x = '''a''', ", ''],
    ['empty triple quotes on one line', '"""""" ', ''],
    ['fields in fields that never close', 'f\'{f"{', ''],
    ['brackets that never close', '([{', ''],
    ['names and commas', 'a, ', 'import a'],
    ['parameters', 'a, ', 'def f('],
    ['parameters of a lambda', 'a, ', 'def f(x=lambda '],
    ['calls', '__import__(', ''],
    ['decorators', '@a.', '@'],
    ['dots', '. ', 'from '],
  ])('Python with %s', (_, piece, before) => {
    const text = `${before}${piece.repeat(times)}\ndef last():\n    pass\n`;
    expect(new SourceModule(text, 'python').definitions.at(-1)).toMatchObject({ name: 'last', lastLine: 3 });
  });

  it.each([
    ['templates on one line', '`a`,', 'typescript'],
    ['comments on one line', '/**/', 'javascript'],
    ['elements on one line', 'x = <a>b</a>;', 'javascriptreact'],
    ['regular expressions that never close', 'x = /[a ', 'javascript'],
    ['comments that never close', '/*\n', 'typescript'],
    ['closing brackets', ')}]', 'javascript'],
    ['conflicts in conflicts', '<<<<<<< a\n{\n=======\n', 'typescript'],
  ])('%s: %j in %s', (_, piece, languageId) => {
    const text = `${piece.repeat(times)}\nfunction last() {\n}\n`;
    // A minifier might have made it: the module would not even ask.
    const { definitions } = scanJavaScript(new StringText(text), languageId);
    expect(definitions.map(({ name }) => name)).toContain('last');
  });
});

describe('a long line is read to its end for', () => {
  it.each(['a', '1a', 'a: ', 'a = ', ' ', 'import_module(', 'getattr(a.'])(
    'what it says of other modules: %j',
    (piece) => {
      const { used } = moduleReferences(`x = ["${piece.repeat(times)}"]\nimport last\n`);
      expect(used.split(' ')).toContain('last');
    },
  );

  it.each(['#', '# swarm:', '# swarm: disable = ', '# noqa '])('what its comment disables: %j', (piece) => {
    const module = new SourceModule(`${piece.repeat(times)} swarm: disable-file=heavy-import`, 'python');
    const range = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };
    expect(new Suppressions(module).covers({ rule: 'heavy-import', range })).toBe(true);
  });
});
