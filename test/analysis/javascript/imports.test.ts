import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';

function imported(text: string, languageId = 'typescript'): string[] {
  return new SourceModule(text, languageId).imports.map(({ module }) => {
    expect(text.slice(module.start, module.end)).toBe(module.name);
    return module.name;
  });
}

describe('imports of a JavaScript or TypeScript module', () => {
  it.each([
    "import 'm';",
    'import a from "m"',
    "import type from 'm'",
    "import type, { b } from 'm'",
    "import defer from 'm'",
    "import source a from 'm'",
    "import a, { b as c, type D } from 'm'",
    "import { type } from 'm'",
    "import { type as a } from 'm'",
    "import { 'a-b' as c } from 'm'",
    "import {} from 'm'",
    "import * as a from 'm' with { type: 'json' }",
    "import /* why */ {\n  // which\n  a,\n} from 'm';",
    "import a = require('m')",
    "export import a = require('m')",
    "export * from 'm'",
    "export * as a from 'm'",
    "export { a, b as default } from 'm'",
    "const a = require('m');",
    "const { b } = require( 'm' ).c;",
    "if (x) { require('m'); }",
    "try { require('m') } catch {}",
    "await import('m')",
    'const a = import(`m`)',
    "import.meta.url; import 'm'",
  ])('run with it: %s', (text) => {
    expect(imported(`'use strict';\n${text}\nf('n');\n`)).toEqual(['m']);
  });

  it.each([
    "import type a from 'm'",
    "import type from from 'm'",
    "import type { a } from 'm'",
    "import type * as a from 'm'",
    "import { type A, type B as C } from 'm'",
    "import type a = require('m')",
    "import defer * as a from 'm'",
    "export type { A } from 'm'",
    "export type * from 'm'",
    "export { type A } from 'm'",
    "let a: import('m').A;",
    "let a: typeof import('m');",
    "let a = b as import('m').A;",
    "function f() { require('m'); import('m'); }",
    "const f = () => import('m');",
    "class A { b = require('m'); c() { require('m'); } }",
    "a.require('m')",
    "require.resolve('m')",
    'require(m)',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text under test holds a template
    'import(`m/${x}`)',
    "// import 'm'",
    "const s = `\nimport 'm'\n`",
    'export const a = 1;',
    'export { a };',
    "export type A = B;\nfrom('m')",
    'import a = b.c;',
  ])('do not load anything: %s', (text) => {
    expect(imported(`${text}\n`)).toEqual([]);
  });

  it('are read as far as half-typed ones make sense, and those behind them in full', () => {
    const text =
      "import { a, b from 'm1'\nimport c, d } from 'm2';\nimport e from 'm3;\nimport f from m4';\nimport g fr\nimport { h\nimport 'm5';\nfunction f( {\nimport 'm6';\n";
    expect(imported(text)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6']);
  });

  it('lie within any text, in order', () => {
    const pieces = "import|export|from|require(|'m'|{|}|*|,|type|\n|=|/*|*/|//|`|(|<<<<<<< a\n".split('|');
    const piece = fc.oneof(fc.constantFrom(...pieces), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        let last = -1;
        const text = parts.join(' ');
        for (const { module } of new SourceModule(text, 'typescript').imports) {
          expect(module.start).toBeGreaterThan(last);
          expect(text.slice(module.start, module.end)).toBe(module.name);
          last = module.start;
        }
      }),
    );
  });
});
