import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { simpleGit } from 'simple-git';
import { describe, expect, it } from 'vitest';
import { branchNameProblem, checkBranchName } from '../../../server/infrastructure/git/branchName.ts';

/** Texts made of what names are made of, hostile parts more often than chance would have it. */
const nameLike = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'a',
        'B',
        '1',
        '/',
        '.',
        '..',
        '-',
        '@',
        '@{',
        '.lock',
        '~',
        '^',
        ':',
        '?',
        '*',
        '[',
        '\\',
      ),
      fc.constantFrom(' ', '\n', '\t', '\u007f', 'ü', '名', 'HEAD', 'refs/', '--upload-pack=x'),
      fc.string({ minLength: 1, maxLength: 3 }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''));

function gitAccepts(name: string): boolean {
  try {
    execFileSync('git', ['check-ref-format', '--branch', name], { stdio: 'pipe', cwd: '/' });
    return true;
  } catch {
    return false;
  }
}

describe('branch names', () => {
  it('are refused wherever git refuses them, and never start with a hyphen', () => {
    fc.assert(
      fc.property(nameLike, (name) => {
        if (branchNameProblem(name) !== undefined) return;
        expect(name.startsWith('-')).toBe(false);
        expect(gitAccepts(name), JSON.stringify(name)).toBe(true);
      }),
      { numRuns: 400 },
    );
  });

  it.each([
    '--upload-pack=x',
    '-x',
    'main\u202egpj',
    '../../x',
    'a..b',
    'x.lock',
    'x\ny',
    'x y',
    'a//b',
    '/a',
    'a/',
    '.a',
    '@',
    'HEAD',
  ])('%j is refused with a sentence', async (name) => {
    await expect(checkBranchName(simpleGit(), name)).rejects.toMatchObject({
      code: 'invalid-name',
      message: expect.stringMatching(/cannot be the name of a branch: it .*\.$/),
    });
  });

  it('of 300 characters are refused, those of 250 are not', () => {
    expect(branchNameProblem('x'.repeat(300))).toBe('is longer than 250 bytes');
    expect(branchNameProblem('x'.repeat(250))).toBeUndefined();
  });

  it('with letters of any script pass', async () => {
    await expect(checkBranchName(simpleGit(), 'feature/größe-名前_1.2')).resolves.toBeUndefined();
  });
});
