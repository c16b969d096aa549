import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceModule } from '../../server/analysis/sourceModule.ts';

function spans(text: string, languageId = 'typescript'): string[] {
  return new SourceModule(text, languageId).definitions.map(
    ({ kind, name, firstLine, lastLine }) => `${kind} ${name} ${firstLine}-${lastLine}`,
  );
}

describe('definitions of a JavaScript or TypeScript text', () => {
  it('are functions, classes, methods, accessors and assigned or inline arrows', () => {
    const text =
      'function a() {\n}\nclass B extends C {\n  get x() {\n    return 1;\n  }\n  #p = () => {\n  };\n}\nconst f = async (x) =>\n  x;\nlist.map((y) => {\n});\n';
    expect(spans(text)).toEqual([
      'function a 1-2',
      'class B 3-9',
      'function x 4-6',
      'function #p 7-8',
      'function f 10-11',
      'function undefined 12-13',
    ]);
  });

  it('have names of any length and of all characters that may stand in one', () => {
    const part = fc.constantFrom(
      'a',
      'Z',
      '_',
      '$',
      '0',
      '\u00e9',
      '\u0434',
      '\u4e2d',
      '\uac00',
      '\u{1d4b3}',
      '\\u0061',
    );
    const name = fc.array(part, { maxLength: 40 }).map((parts) => `x${parts.join('')}`);
    const property = fc.property(name, fc.nat(20), (named, indent) => {
      expect(spans(`${' '.repeat(indent)}function ${named}() {}`)).toEqual([`function ${named} 1-1`]);
    });
    fc.assert(property);
  });

  it('are object methods and function properties, not control statements', () => {
    const text = 'const o = {\n  m(a) {\n    if (a) {\n    }\n  },\n  k: function () {\n  },\n};\n';
    expect(spans(text, 'javascript')).toEqual(['function m 2-5', 'function k 6-7']);
  });

  it('are not overloads, abstract methods, interfaces and types', () => {
    const text =
      'function f(a: string): void;\nfunction f(a: { x: () => void }): { y: number } {\n}\nabstract class A {\n  abstract m(): void;\n  n(): Map<string, () => void> {\n  }\n}\ninterface I {\n  g(a: string): void;\n}\ntype T = {\n  h: (a: string) => { b: string };\n};\n';
    expect(spans(text)).toEqual(['function f 2-3', 'class A 4-8', 'function n 6-7']);
  });

  it('are not fooled by strings, templates, regular expressions, comments and shifts', () => {
    const text =
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the text under test holds a template
      'function a() {\n  const r = /[/}]{/.test("}") ? 1 : x / 2;\n  /* } */ // }\n  return `}${b({ c: `${1}}` })}` + (1 << y);\n}\nfunction z() {\n}\n';
    expect(spans(text, 'javascript')).toEqual(['function a 1-5', 'function z 6-7']);
  });

  it('are found around elements whose text has quotes and braces', () => {
    const text =
      'function View() {\n  return (\n    <p title="a > b" onClick={() => {\n      go();\n    }}>\n      don\'t {`}`} <b/>\n    </p>\n  );\n}\nfunction z() {\n}\n';
    expect(spans(text, 'typescriptreact')).toEqual([
      'function View 1-9',
      'function undefined 3-5',
      'function z 10-11',
    ]);
  });

  it('survive a half-typed bracket by believing the indentation', () => {
    const text =
      'class A {\n  m() {\n    if (x) {\n  }\n\n  n() {\n    foo(1,\n  }\n}\n\nfunction z() {\n}\n';
    expect(spans(text)).toEqual(['class A 1-9', 'function m 2-4', 'function n 6-8', 'function z 11-12']);
  });

  it.each(['    ', '  '])(
    'survive conflict markers that repeat an opening brace, indented by %j',
    (indent) => {
      const lines = [
        'class A {',
        '  m() {',
        '<<<<<<< HEAD',
        `${indent}if (x) {`,
        '=======',
        `${indent}if (y) {`,
      ];
      lines.push('>>>>>>> b', `${indent}}`, '  }', '  n() {', '  }', '}', '');
      expect(spans(lines.join('\n'))).toEqual(['class A 1-12', 'function m 2-9', 'function n 10-11']);
    },
  );

  it('stay within the text for any text', () => {
    const pieces =
      "function f() {|class C {|}|)|(|=>|`|${|/|<a>|</a>|'|\n|{|?|<<<<<<< a\n|=======\n|>>>>>>> b\n|: |type T = |/*|x";
    const piece = fc.oneof(fc.constantFrom(...pieces.split('|')), fc.string());
    fc.assert(
      fc.property(fc.array(piece), (parts) => {
        const module = new SourceModule(parts.join(''), 'typescriptreact');
        for (const { firstLine, lastLine } of module.definitions) {
          expect(lastLine).toBeGreaterThanOrEqual(firstLine);
          expect(lastLine).toBeLessThanOrEqual(Math.max(1, module.lineCount));
        }
      }),
    );
  });
});
