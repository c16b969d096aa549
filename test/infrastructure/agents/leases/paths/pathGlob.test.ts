import fc from 'fast-check';
import picomatch from 'picomatch';
import { describe, expect, it } from 'vitest';
import {
  globOfPath,
  globsOverlap,
  type PathGlob,
  readGlob,
} from '../../../../../server/infrastructure/agents/leases/paths/pathGlob.ts';

function glob(text: string): PathGlob {
  const read = readGlob(text);
  if ('problem' in read) throw new Error(read.problem);
  return read.glob;
}

const overlap = (one: string, other: string) => globsOverlap(glob(one), glob(other));

/** Every path of up to three names of up to two characters. */
const names = ['a', 'b', 'B', '.', '-']
  .flatMap((first) => [first, ...['a', '-'].map((second) => first + second)])
  .filter((name) => name !== '.');
const paths = names.flatMap((one) => [
  one,
  ...names
    .slice(0, 9)
    .flatMap((two) => [`${one}/${two}`, ...names.slice(0, 4).map((three) => `${one}/${two}/${three}`)]),
]);

/** Each of them read once. */
const files = new Map(paths.map((path) => [path, globOfPath(path)]));

const character = fc.constantFrom(
  'a',
  'b',
  'A',
  'B',
  '.',
  '-',
  '?',
  '*',
  '[ab]',
  '[!a]',
  '[^bB]',
  '[A-B]',
  '[.-]',
  '{a,b}',
  '{a,*}',
);
const name = fc.array(character, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''));
const globText = fc
  .array(fc.oneof({ weight: 4, arbitrary: name }, { weight: 1, arbitrary: fc.constant('**') }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((parts) => parts.join('/'));
const readable = globText.filter((text) => 'glob' in readGlob(text));

// Braces written out: behind folders the other implementation reads them otherwise.
function choices(text: string): string[] {
  const braces = /\{(.),(.)\}/.exec(text);
  if (!braces) return [text];
  return braces.slice(1).flatMap((choice) => choices(text.replace(braces[0], choice)));
}

/** What another implementation matches, and with a name at the end everything below it. */
function peerMatches(text: string): string[] {
  const options = { dot: true, nocase: true, nonegate: true, noextglob: true };
  const matchers = choices(text).flatMap((one) => {
    const isNamed = !/[*?[]/.test(one.split('/').at(-1) ?? '');
    return [picomatch(one, options), ...(isNamed ? [picomatch(`${one}/**`, options)] : [])];
  });
  return paths.filter((path) => matchers.some((matches) => matches(path)));
}

describe('globs of leases', () => {
  it('never call two globs disjoint that mean the same file for another implementation', () => {
    fc.assert(
      fc.property(readable, readable, (one, other) => {
        const second = new Set(peerMatches(other));
        const common = peerMatches(one).find((path) => second.has(path));
        expect(common === undefined || overlap(one, other), `${one} and ${other} both mean ${common}`).toBe(
          true,
        );
      }),
      { numRuns: 120 },
    );
  });

  it('mean a file that another implementation matches', () => {
    fc.assert(
      fc.property(readable, (one) => {
        const read = glob(one);
        for (const path of peerMatches(one))
          expect(globsOverlap(read, globOfPath(path)), `${one} means ${path}`).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  it('overlap exactly where one path fits both, and it makes no difference which is asked first', () => {
    fc.assert(
      fc.property(readable, readable, (one, other) => {
        const [first, second] = [glob(one), glob(other)];
        expect(globsOverlap(first, second)).toBe(globsOverlap(second, first));
        const common = [...files.values()].some(
          (file) => globsOverlap(first, file) && globsOverlap(second, file),
        );
        if (common) expect(globsOverlap(first, second)).toBe(true);
      }),
      { numRuns: 120 },
    );
  });

  it.each([
    ['src/**', 'src/auth/login.ts'],
    ['src/*.ts', 'src/app.*'],
    ['**/*.test.ts', 'src/**'],
    ['src', 'src/auth/login.ts'],
    ['src/', 'src/auth/login.ts'],
    ['src/*/', 'src/auth/login.ts'],
    ['SRC/App.ts', 'src/app.TS'],
    ['./src//app.ts', 'src/app.ts'],
    ['app/[id]/page.tsx', 'app/i/page.tsx'],
    ['app/[id]/page.tsx', 'app/[id]/page.*'],
    ['caf\u00e9.md', 'cafe\u0301.md'],
    ['{src,lib}/**', 'lib/a'],
    ['[!k].ts', 'j.ts'],
  ])('%s overlaps %s', (one, other) => {
    expect(overlap(one, other)).toBe(true);
  });

  it.each([
    ['src/*.ts', 'src/*.js'],
    ['src/*', 'src/auth/login.ts'],
    ['src/a*b', 'src/a*c'],
    ['src/?', 'src/ab'],
    ['{src,lib}/**', 'test/a'],
    ['[!kK].ts', 'K.ts'],
    ['a/*/b', 'a/c/d'],
    ['server/agents/**', 'server/agentsOld/**'],
  ])('%s and %s are disjoint', (one, other) => {
    expect(overlap(one, other)).toBe(false);
  });

  it.each([
    ['../other/**', '"../other/**" has ..: write where it leads'],
    ['src/{a,..}/b', '"src/{a,..}/b" has ..: write where it leads'],
    ['/etc/passwd', '"/etc/passwd" is absolute: write it from the root of the repository, as in src/app.ts'],
    ['src\\app.ts', '"src\\\\app.ts" has a backslash: write forward slashes, and names as they are'],
    ['!src/**', '"!src/**" starts with !: name what to hold, not what to leave out'],
    ['src/+(a|b).ts', '"src/+(a|b).ts" has an extended pattern: write its choices in braces, as in {a,b}'],
    ['src/{1..9}.ts', '"src/{1..9}.ts" counts in braces: write the choices, as in {1,2,3}'],
    ['src/{a,b.ts', '"src/{a,b.ts" has braces that are not {one,other}'],
    [
      '{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}',
      '"{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}" has more than 32 choices in braces: take fewer at once',
    ],
    ['src/a**.ts', '"src/a**.ts" has ** inside a name: write **/ for any folders and * within a name'],
    ['*a*b*c*d*e', '"*a*b*c*d*e" has too many wildcards: at most 5 times **, and 4 times * in a name'],
    ['src/[a', '"src/[a" has a bracket that is not closed'],
    ['[[:alpha:]]', '"[[:alpha:]]" has a named class: write its characters, as in [0-9]'],
    ['.', '"." names no file'],
    ['a\u0007', '"a\\u0007" has control characters'],
  ])('refuses %s with what to write instead', (text, problem) => {
    expect(readGlob(text)).toEqual({ problem });
  });

  it('compares the longest globs it takes within a moment', () => {
    const hostile = (letter: string) =>
      glob(`${`*${letter}`.repeat(4)}${'a'.repeat(280)}/**/${'?'.repeat(8)}`);
    expect(globsOverlap(hostile('a'), hostile('a'))).toBe(true);
  });
});
