import { describe, expect, it } from 'vitest';
import type { Definition } from '../../../server/analysis/scan/definition.ts';
import { SourceModule } from '../../../server/analysis/sourceModule.ts';

function definitions(text: string, languageId = 'typescript'): readonly Definition[] {
  return new SourceModule(text, languageId).definitions;
}

/** Of the first function. */
function measured(text: string, languageId?: string): Definition | undefined {
  return definitions(text, languageId).find(({ kind }) => kind === 'function');
}

describe('parameters of a JavaScript or TypeScript function', () => {
  it.each([
    ['function f() {}', 0],
    ['function f(a, b) {}', 2],
    ['function f(a, b,) {}', 2],
    ['function f({ a, b }, [c, d], ...rest) {}', 3],
    ['function f(a = g(1, 2), b = [3, 4]) {}', 2],
    ['function f<T, U extends Map<T, U>>(a: Map<T, U>, b?: (x: T, y: U) => void): [T, U] {}', 2],
    ['function f(this: Window, a: string) {}', 1],
    ['class A { constructor(private readonly a: Map<string, number>, @Inject(x, y) b = 1) {} }', 2],
    ['class A { m<T, U>(a: T) {} }', 1],
    ['const f = a => a;', 1],
    ['const f = async (a, b) => a;', 2],
    ['const f = (a: Record<string, number>, b: string): void => {};', 2],
    ['const f = (a = new Map<string, number>(), b: string) => {};', 2],
    ['const o = { m(a, b, c) {}, };', 3],
    ['function f(a: string): void;\nfunction f(a: string, b: string): void;\nfunction f(a: unknown) {}', 1],
  ])('are counted: %s', (text, parameters) => {
    expect(measured(text)?.parameters).toBe(parameters);
  });
});

describe('complexity of a JavaScript or TypeScript function', () => {
  it('is not that of names that only begin like a word, however long they are', () => {
    const names = Array.from({ length: 600 }, (_, more) => `if${'x'.repeat(more + 1)}(a);`);
    expect(measured(`function f() { ${names.join('\n')} }`)?.complexity).toBe(1);
  });

  it.each([
    ['', 1],
    ['if (a) {} else if (b) {} else {}', 3],
    ['for (;;) {} for (a in b) {} for (a of b) {} while (a) {} do {} while (a);', 6],
    ['switch (a) { case 1: case 2: break; default: }', 3],
    ['try {} catch {} finally {}', 2],
    ['return a ? b : c && d || e ?? f;', 5],
    ['a &&= b; c ||= d; e ??= f;', 4],
    ['return a?.b?.[c]?.(d);', 4],
    ['const { a = 1, b: c = 2, d: { e = 3 } = {} } = x; const [f = 4] = y;', 6],
    ['for (const { a: b = 1 } of c) {}', 3],
    ['a[b = 1] = 2; c = { d: e = 3 }; f([g = 4]); h >= 1; i === 1;', 1],
    ['let a: string | undefined, b: A extends B ? C : D; type T = A extends B ? C : D;', 1],
    ['return { if: 1, case: 2, for: 3 }.catch((x) => x.if);', 1],
    ['return () => a ? b : c;', 1],
    ['return function (a = 1) { if (a) {} };', 1],
    ['class A { x = a ? b : c; m() { if (a) {} } }', 1],
    ['if\u00a0(a) {} while\ufeff(b) {} for\u2028(;;) {}', 4],
    [
      'iff(a); i(a); ifs(a); fox(a); for_(a); whilf(a); whiles(a); casf; cases; catcx(a); a.if; if\u00e9(b);',
      1,
    ],
  ])('counts decisions of its own: %s', (body, complexity) => {
    expect(measured(`function f() { ${body} }`)?.complexity).toBe(complexity);
  });

  it.each([
    ['const f = (a = 1, { b = 2, c: d = 3 } = {}) => a;', 5],
    ['function f(a = b ? 1 : 2) {}', 3],
    ['const o = { m(a = 1) {} };', 2],
    ['const f = <T = string>(a?: T) => a;', 1],
    ['f((a = 1), (x) => x);', 1],
  ])('counts default values of its parameters: %s', (text, complexity) => {
    expect(measured(text)?.complexity).toBe(complexity);
  });

  it('counts what stands in elements and templates', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the text under test holds a template
    const text = 'function V() { return <p a={b && c}>{d ? e : `${f || g}`} if (x) && y</p>; }';
    expect(measured(text, 'typescriptreact')?.complexity).toBe(4);
  });
});

describe('nesting of a JavaScript or TypeScript function', () => {
  it.each([
    ['a();', 0],
    ['if (a) { if (b) {} }', 2],
    ['if (a) {} else if (b) {} else if (c) { while (d) {} }', 2],
    ['for (a of b) for (c of d) if (e) f();\nif (g) h();', 3],
    ['if (a) if (b) { for (;;) {} }', 2],
    ['if (a) b(); else for (;;) { if (c) {} }', 3],
    ['try { switch (a) { case 1: if (b) {} } } catch { if (c) {} }', 3],
    ['do { if (a) {} } while (b); while (c) {}', 2],
    ['{ { if (a) {} } }', 1],
    ['if (a) { b(() => { if (c) { if (d) {} } }); }', 1],
  ])('is that of its deepest control structure: %s', (body, nesting) => {
    expect(measured(`function f() { ${body} }`)?.nesting).toBe(nesting);
  });
});

describe('a static block of a class', () => {
  it('is measured as a function, by itself, under the name of its word', () => {
    const block = 'static {\n    if (a && b) { for (const c of d) { while (c) { e(() => f || g); } } }\n  }';
    const text = `class A {\n  static x = 1;\n  ${block}\n  static m() { if (a) {} }\n  static\n  {}\n}\n`;
    expect(
      definitions(text).map(({ name, parent, firstLine, lastLine, complexity, nesting }) => [
        name,
        parent,
        `${firstLine}-${lastLine}`,
        complexity,
        nesting,
      ]),
    ).toEqual([
      ['A', -1, '1-9', 1, 0],
      ['static', 0, '3-5', 5, 3],
      [undefined, 1, '4-4', 2, 0],
      ['m', 0, '6-6', 2, 1],
      ['static', 0, '7-8', 1, 0],
    ]);
  });

  it('is none where the word is the name of something', () => {
    const names = (text: string) => definitions(text).map(({ name }) => name);
    expect(names('class A { static() {} static = () => {}; x = { static: {} }; }')).toEqual([
      'A',
      'static',
      'static',
    ]);
    expect(names('static = {};\nif (a) static\n{ b(); }\n')).toEqual([]);
  });
});

describe('places of JavaScript and TypeScript definitions', () => {
  it('name the definition around each', () => {
    const text =
      'if (x) {\n  class A {\n    m() {\n      return () => 1;\n    }\n  }\n}\nfunction f(a = () => 2) {}\n';
    expect(definitions(text).map(({ name, parent }) => [name, parent])).toEqual([
      ['A', -1],
      ['m', 0],
      [undefined, 1],
      ['f', -1],
      ['a', 3],
    ]);
  });

  it('tell enumerations from classes', () => {
    const text = 'enum A { X = 1, Y }\nexport const enum B {}\ndeclare enum C {}\nclass D {}\n';
    expect(definitions(text).map(({ kind, name, isEnum }) => [kind, name, isEnum])).toEqual([
      ['class', 'A', true],
      ['class', 'B', true],
      ['class', 'C', true],
      ['class', 'D', false],
    ]);
    expect(definitions('enum.x = { a() {} };', 'javascript').map(({ name }) => name)).toEqual(['a']);
  });
});

describe('names of JavaScript and TypeScript functions', () => {
  it.each([
    ['const f = async function (a) {};', 'f'],
    ['const f = async function* (a) {};', 'f'],
    ['const f = async function own(a) {};', 'own'],
    ['module.exports.f = async function () {};', 'f'],
    ['const f = <T,>(a: T) => a;', 'f'],
    ['const f = async <T extends A<B>>(a: T) => a;', 'f'],
    ['const f: F<A> = <T = string>(a: T) => a;', undefined],
    ['class A { f = <T,>(a: T) => a; }', 'f'],
    [`const o = { 'f': (a) => a };`, 'f'],
    ['const f = x > 1, g = (a) => a;', 'g'],
    ['run(<T,>(a: T) => a);', undefined],
  ])('%s', (text, name) => {
    const { definitions } = new SourceModule(text, 'typescript');
    expect(definitions.find(({ kind }) => kind === 'function')?.name).toBe(name);
  });
});
