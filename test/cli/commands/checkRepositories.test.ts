import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, openSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkReportSchema } from '../../../server/protocol/checkReport.ts';
import { folderWith, lines, swarm } from '../recordedIo.ts';

async function checkedFiles(cwd: string): Promise<string[]> {
  const { stdout } = await swarm(cwd, ['check', '--format', 'json']);
  return checkReportSchema.parse(JSON.parse(stdout)).findings.map((finding) => finding.path);
}

function git(cwd: string, ...args: string[]): string {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.org'];
  return execFileSync('git', [...identity, ...args], { cwd, encoding: 'utf8' });
}

describe('swarm check in a repository', () => {
  it('leaves out exactly what git leaves out, letter case and patterns included', async () => {
    const names = [
      'lib/a.py',
      'Lib/b.py',
      'x.GEN.py',
      'foo/a.py',
      'foo/bar/b.py',
      '#x.py',
      'trail.py',
      'q1.py',
    ];
    const folder = folderWith({
      ...Object.fromEntries(names.map((name) => [name, lines(301)])),
      '.gitignore': 'Lib/\n*.gen.py\nfoo/*\n!foo/bar/\n\\#x.py\ntrail.py   \nq[0-9].py\n',
    });
    git(folder, 'init', '-q');
    const listed = git(folder, 'ls-files', '--others', '--exclude-standard', '*.py').trim().split('\n');
    expect((await checkedFiles(folder)).sort()).toEqual(listed.sort());
  });

  it("takes a worktree's info/exclude from the repository it belongs to", async () => {
    const folder = folderWith({ 'main/a.py': lines(301), 'main/b.py': lines(301) });
    const main = path.join(folder, 'main');
    git(main, 'init', '-q');
    git(main, 'add', '.');
    git(main, 'commit', '-q', '-m', 'first');
    git(main, 'worktree', 'add', '-q', '../tree');
    writeFileSync(path.join(folder, 'tree/local.py'), lines(301));
    expect(await checkedFiles(path.join(folder, 'tree'))).toEqual(['a.py', 'b.py', 'local.py']);
    writeFileSync(path.join(main, '.git/info/exclude'), 'local.py\n');
    expect(await checkedFiles(path.join(folder, 'tree'))).toEqual(['a.py', 'b.py']);
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe and reads no device', async () => {
    const folder = folderWith({ 'a/x.py': lines(301), 'b/x.py': lines(301), 'c/x.py': lines(301) });
    execFileSync('mkfifo', [path.join(folder, 'a/.gitignore'), path.join(folder, 'b/swarm.json')]);
    symlinkSync('/dev/zero', path.join(folder, 'c/swarm.json'));
    expect(await checkedFiles(path.join(folder, 'a'))).toEqual(['x.py']);
    for (const name of ['b', 'c']) {
      const { code, stderr } = await swarm(path.join(folder, name), ['check']);
      expect([code, stderr]).toEqual([2, 'swarm: swarm.json cannot be read: not a regular file.\n']);
    }
  });
});

describe('swarm check refuses', () => {
  it.each([
    ['', 'one of the paths is empty.'],
    ['nothing.py', 'there is no file or folder nothing.py.'],
    ['circle.py', 'circle.py cannot be read: a symbolic link that leads in circles.'],
  ])('the path %j with a sentence', async (given, sentence) => {
    const folder = folderWith({ 'a.py': lines(301) });
    symlinkSync('circle.py', path.join(folder, 'circle.py'));
    const ran = await swarm(folder, ['check', given]);
    expect(ran).toEqual({ code: 2, stdout: '', stderr: `swarm: ${sentence}\n` });
  });

  it.skipIf(process.platform !== 'linux')('a full disk, with a sentence and exit code 2', () => {
    const main = path.resolve(import.meta.dirname, '../../../server/cli/main.ts');
    const full = openSync('/dev/full', 'w');
    const ran = spawnSync(process.execPath, [main, '--version'], { stdio: ['ignore', full, 'pipe'] });
    closeSync(full);
    expect(ran.status).toBe(2);
    expect(String(ran.stderr)).toMatch(/^swarm: the output could not be written: .+\n$/);
  });
});
