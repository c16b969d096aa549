import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createExclusion } from '../../server/configuration/exclusion.ts';

describe('createExclusion', () => {
  it.each([
    ['vendor', 'vendor/a.py'],
    ['vendor', 'deep/down/vendor/a/b.py'],
    ['vendor/', 'vendor/a.py'],
    ['vendor/**', 'vendor/.hidden/a.py'],
    ['*.min.js', 'deep/down/app.min.js'],
    ['/build', 'build/a.js'],
    ['./build', 'build/a.js'],
    ['src/generated', 'src/generated/deep/a.ts'],
    ['src\\generated', 'src/generated/a.ts'],
    ['**/*.generated.ts', 'a.generated.ts'],
    ['{dist,out}', 'packages/a/out/a.js'],
    ['src/[ab].ts', 'src/b.ts'],
    ['*.(js|ts)', 'src/b.ts'],
    ['+page.ts', 'src/+page.ts'],
    ['[+]page.ts', 'src/+page.ts'],
    ['(a)+b', 'a+b'],
  ])('%s excludes %s', (glob, path) => {
    expect(createExclusion([glob])(path)).toBe(true);
  });

  it.each([
    ['env', 'environment/a.py'],
    ['env', 'src/env.py'],
    ['/build', 'src/build/a.js'],
    ['src/generated', 'other/src/generated/a.ts'],
    ['*.py', 'a.pyi'],
    ['!a.py', 'b.py'],
    ['', 'a.py'],
    ['[', 'a.py'],
  ])('%s leaves %s', (glob, path) => {
    expect(createExclusion([glob])(path)).toBe(false);
  });

  it('excludes nothing without globs', () => {
    expect(createExclusion([])('a.py')).toBe(false);
  });

  it.each([
    '*a'.repeat(20),
    '{a,aa}'.repeat(30),
    '(a|aa)'.repeat(30),
    '**/a/'.repeat(20),
    `${'+('.repeat(20)}a${')'.repeat(20)}`,
    '(a+)+b',
    '{a,aa}+b',
    '[a]+'.repeat(20),
  ])('answers for a glob made to backtrack: %s', (glob) => {
    const excluded = createExclusion([glob]);
    expect(excluded(`${'a'.repeat(250)}!`)).toBe(false);
    expect(excluded(`${'a/'.repeat(500)}!`)).toBe(false);
  });

  it('never throws, whatever the glob and the path', () => {
    const piece = fc.constantFrom(
      '*',
      '**',
      '/',
      '[',
      ']',
      '{',
      '}',
      ',',
      '(',
      ')',
      '!',
      '+',
      '?',
      'a',
      '.',
      '\\',
    );
    const glob = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    );
    void fc.assert(
      fc.property(glob, fc.string(), (pattern, path) => {
        expect(typeof createExclusion([pattern])(path)).toBe('boolean');
      }),
    );
  });
});
