import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffLines } from '../../../server/cli/check/changed/diffLines.ts';
import { type CheckedFolder, checkedFolder, longFunction, told } from './checkedFolder.ts';

const old = longFunction('old', 40) + longFunction('other', 40);

/** A repository whose branch `main` holds these files, and a branch `work` that is checked out. */
function repositoryWith(files: Readonly<Record<string, string>>) {
  const made = checkedFolder(files);
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
      cwd: made.folder,
      encoding: 'utf8',
    });
  git('init', '-q', '-b', 'main');
  git('add', '.');
  git('commit', '-q', '-m', 'first');
  git('checkout', '-q', '-b', 'work');
  return { ...made, git };
}

const checkChanged = async ({ check }: Pick<CheckedFolder, 'check'>, ...args: string[]) =>
  told(await check('--changed', ...args));

describe('swarm check --changed', () => {
  it('tells what lies on changed lines: of commits, of uncommitted changes and of untracked files', async () => {
    const repository = repositoryWith({ 'a.py': old, 'b.py': old, 'c.py': old });
    expect(await checkChanged(repository)).toEqual([]);
    repository.write('a.py', old.replace('x = 1', 'x = 2'));
    repository.git('commit', '-q', '-a', '-m', 'second');
    repository.write('b.py', `${old}import torch\n`);
    repository.write('new file.py', longFunction('new', 50));
    expect(await checkChanged(repository)).toEqual([
      "a.py: Function 'old' has 40 lines; the limit is 30.",
      expect.stringMatching(/^b\.py: 'torch' is heavy/),
      "new file.py: Function 'new' has 50 lines; the limit is 30.",
    ]);
    expect(await checkChanged(repository, 'HEAD')).toHaveLength(2);
    expect(await checkChanged(repository, 'HEAD', 'b.py')).toHaveLength(1);
    expect(told(await repository.check('--changed=HEAD', 'b.py'))).toHaveLength(1);
  });

  it('tells of a file that is too long where it grew', async () => {
    const long = 'x = 1\n'.repeat(310);
    const repository = repositoryWith({ 'a.py': long, 'b.py': long });
    repository.write('a.py', long.replace('x = 1\n', 'x = 2\ny = 3\n'));
    repository.write('b.py', long.replace('x = 1\n', 'x = 2\n'));
    expect(await checkChanged(repository)).toEqual(['a.py: File has 311 lines; the limit is 300.']);
  });

  it('leaves alone what only the base has changed since', async () => {
    const repository = repositoryWith({ 'a.py': old });
    repository.git('checkout', '-q', 'main');
    repository.write('a.py', old.replace('x = 1', 'x = 2'));
    repository.git('commit', '-q', '-a', '-m', 'on main');
    repository.git('checkout', '-q', 'work');
    expect(await checkChanged(repository)).toEqual([]);
  });

  it('says in a sentence what is missing', async () => {
    const repository = repositoryWith({ 'a.py': old });
    const unknown = await repository.check('--changed=nowhere');
    expect([unknown.code, unknown.stderr]).toEqual([
      2,
      'swarm: check --changed: git knows no revision nowhere.\n',
    ]);
    expect((await repository.check('--changed=--output=x')).stderr).toContain(
      'git knows no revision --output=x',
    );
    expect((await repository.check('--changed', '--write-baseline')).stderr).toContain('leave --changed out');
    const outside = await checkedFolder({ 'a.py': old }).check('--changed');
    expect([outside.code, outside.stderr]).toEqual([
      2,
      expect.stringContaining('is not in a git repository'),
    ]);
  });

  it('runs no program that the repository names', async () => {
    const repository = repositoryWith({ 'a.py': old, '.gitattributes': '*.py filter=evil diff=evil\n' });
    const trap = path.join(repository.folder, 'trapped');
    const program = path.join(repository.folder, '.git', 'evil.sh');
    writeFileSync(program, `#!/bin/sh\ntouch '${trap}'\ncat\n`, { mode: 0o755 });
    for (const key of [
      'filter.evil.clean',
      'diff.evil.command',
      'diff.evil.textconv',
      'core.fsmonitor',
      'diff.external',
    ])
      repository.git('config', key, program);
    repository.write('a.py', old.replace('x = 1', 'x = 2'));
    expect(await checkChanged(repository)).toHaveLength(1);
    expect(repository.git('-c', 'core.fsmonitor=false', 'ls-files', '--others', 'trapped')).toBe('');
  });
});

describe('diffLines', () => {
  it('reads names that git quotes, and lines that look like headers', () => {
    const diff = [
      'diff --git "a/caf\\303\\251 \\"x\\".py" "b/caf\\303\\251 \\"x\\".py"',
      '--- "a/caf\\303\\251 \\"x\\".py"',
      '+++ "b/caf\\303\\251 \\"x\\".py"',
      '@@ -1,2 +1,3 @@ def f():',
      '--- a/other.py',
      '-@@ -1 +1 @@',
      '+++ b/other.py',
      '+@@ -5,9 +5,9 @@',
      '+diff --git a/x b/x',
      '\\ No newline at end of file',
      'diff --git a/gone.py b/gone.py',
      '--- a/gone.py',
      '+++ /dev/null',
      '@@ -1 +0,0 @@',
      '-x',
    ].join('\n');
    expect([...diffLines(diff)]).toEqual([['café "x".py', { ranges: [[1, 3]], grew: true }]]);
  });

  it('never throws', () => {
    const line = fc.constantFrom(
      'diff --git a b',
      '+++ b/a',
      '+++ "b/\\',
      '--- a/a',
      '@@ -1,9 +1,9 @@',
      '@@ -1 +1 @@',
      '+x',
      '-x',
      '',
    );
    void fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (all) => {
        for (const { ranges } of diffLines(all.join('\n')).values())
          for (const [first, last] of ranges) expect(first).toBeLessThanOrEqual(last);
      }),
    );
  });
});
