import { describe, expect, it } from 'vitest';
import { lines, suppressedRules } from './suppressedRules.ts';

const f = 'function f(a, b, c) {}';
const found = (line: number, by: number) => [`${line} too-many-parameters by ${by}`];

// What each of these disables was seen with ESLint 9.39.
describe('an ESLint comment', () => {
  it.each([
    '// eslint-disable-next-line',
    '// eslint-disable-next-line max-params',
    '//eslint-disable-next-line complexity, max-params -- they belong together',
    '/* eslint-disable-next-line max-params */',
    '// eslint-disable-next-line @typescript-eslint/max-params',
    '/* eslint-disable */',
    '/* eslint-disable max-params */',
    '/*eslint-disable max-params, max-lines-per-function */',
    '/* eslint max-params: "off" */',
    '/* eslint complexity: ["error", 5], max-params: 0 */',
  ])('disables the rule it names, or all of them, on the next line: %s', (comment) => {
    expect(suppressedRules(lines(comment, f), 'typescript')).toEqual(found(2, 1));
  });

  it.each([
    '// eslint-disable-next-line max-lines',
    '// eslint-disable max-params',
    '// eslint-disable-next-linemax-params',
    '/* eslint-disable no-params -- max-params */',
    '/* eslint-enable max-params */',
    '/* eslint max-params: ["error", 9] */',
    '/* eslint-disable-line max-params */',
    'const x = `\n/* eslint-disable */`;',
    '// max-params',
  ])('disables nothing else: %s', (comment) => {
    expect(suppressedRules(lines(comment, f), 'typescript')).toEqual([]);
  });

  it.each(['// eslint-disable-line', '/* eslint-disable-line max-params */'])(
    'disables on its line: %s',
    (comment) => {
      expect(suppressedRules(lines(f, `${f} ${comment}`, f), 'javascript')).toEqual(found(2, 2));
    },
  );

  it('of several lines is about the line behind its end', () => {
    const text = lines('/* eslint-disable-next-line max-params', '   -- as above */', f);
    expect(suppressedRules(text, 'javascript')).toEqual(found(3, 1));
  });

  it('holds from its place until rules are enabled again', () => {
    const text = lines(
      f,
      '/* eslint-disable */',
      f,
      '/* eslint-enable max-lines */',
      f,
      '/* eslint-enable */',
      f,
    );
    expect(suppressedRules(text, 'javascript')).toEqual([...found(3, 2), ...found(5, 2)]);
    const named = lines('/* eslint-disable max-params */', '/* eslint-enable */', f);
    expect(suppressedRules(named, 'javascript')).toEqual([]);
  });

  it('in an element of JSX is found', () => {
    const text = lines('const a = <b>', '  {/* eslint-disable-next-line max-params */}', `  {${f}}`, '</b>;');
    expect(suppressedRules(text, 'javascriptreact')).toEqual(found(3, 2));
  });

  it.each([
    ['max-lines', 'file-too-long', ['const a = 1;', ...Array(60).fill('a();')]],
    ['max-lines-per-function', 'function-too-long', ['function f() {', ...Array(8).fill('  a();'), '}']],
    ['max-statements', 'function-too-long', ['function f() {', ...Array(8).fill('  a();'), '}']],
    ['complexity', 'too-complex', ['function f(a) { return a ? b : a ? b : a ? c : d }']],
    ['max-classes-per-file', 'too-many-classes', ['class A {}', 'class B {}']],
    ['max-len', 'line-too-long', [`const ${'a'.repeat(90)} = 1;`]],
  ])('about %s disables %s', (name, rule, text) => {
    const suppressed = suppressedRules(lines(`/* eslint-disable ${name} */`, ...text), 'typescript');
    expect(suppressed).toEqual([expect.stringContaining(` ${rule} by 1`)]);
  });

  it('about deep blocks is about the function around them', () => {
    const text = lines(
      'function f(a) {',
      '  for (const b of a) for (const c of b)',
      '    // eslint-disable-next-line max-depth',
      '    for (const d of c) d();',
      '}',
    );
    expect(suppressedRules(text, 'typescript')).toEqual(['1 too-deeply-nested by 3']);
    expect(suppressedRules(text.replace('max-depth', ''), 'typescript')).toEqual([]);
  });

  it('says nothing about heavy imports, and nothing in other languages', () => {
    expect(suppressedRules("import ts from 'typescript'; // eslint-disable-line\n", 'javascript')).toEqual(
      [],
    );
    expect(suppressedRules(lines('# /* eslint-disable */', 'def f(a, b, c): pass'), 'python')).toEqual([]);
  });
});
