import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueGround } from '../branches/mergeQueue/queueGround.ts';
import { makeRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

let ground: QueueGround;

beforeEach(async () => {
  ground = await QueueGround.start();
  await ground.branch('feature/a', 'a.txt', 'a\n');
});
afterEach(() => ground.close());

const waiting = async () => (await ground.queue((row) => (row?.waiting ?? null) !== null))?.waiting;

async function expectLanded(): Promise<void> {
  expect(await ground.finished('feature/a')).toMatchObject({ state: 'landed' });
}

describe('an index that another git holds', () => {
  it('is in nobody’s way where the target is checked out nowhere', async () => {
    await writeFile(path.join(ground.example.folder, '.git/index.lock'), '');
    await ground.enqueue('feature/a');
    await expectLanded();
    const outcomes = await ground.subjects.call('syncBranches', {
      body: { branches: ['feature/a'], dryRun: false },
    });
    expect(outcomes).toMatchObject([{ state: 'fast-forward' }]);
    expect(existsSync(path.join(ground.example.folder, '.git/index.lock'))).toBe(true);
  });

  it('keeps the queue waiting where the target is checked out there and is to follow, until it is free', async () => {
    const { git, folder } = ground.example;
    await ground.configure({ checkedOutTarget: 'fast-forward' });
    git('checkout', '--quiet', 'main');
    const before = git('rev-parse', 'main');
    const lock = path.join(folder, '.git/index.lock');
    await writeFile(lock, '');
    await ground.enqueue('feature/a');
    expect(await waiting()).toBe(
      `main is checked out in ${folder}, where another git works or was ended by force. Wait for it, or remove the file index.lock in git's folder of that work tree where none runs.`,
    );
    expect(git('rev-parse', 'main')).toBe(before);
    await rm(lock);
    await expectLanded();
    expect(git('status', '--porcelain')).toBe('?? swarm.json');
  });
});

describe('a work tree that was removed by hand', () => {
  it('does not keep its branch from landing, from being the target or from being synced', async () => {
    const { git, folder } = ground.example;
    const trees = ['main', 'feature/a'].map((branch, index) => {
      const place = path.join(ground.subjects.temporary.folder, `tree-${index}`);
      git('worktree', 'add', '--quiet', place, branch);
      return place;
    });
    for (const place of trees) await rm(place, { recursive: true });
    await ground.enqueue('feature/a');
    await expectLanded();
    expect(existsSync(path.join(folder, '.git/worktrees/tree-0'))).toBe(true);
  });

  it('is made anew where it is the queue’s own', async () => {
    await ground.configure({}, [{ name: 'test', command: ['test', '-e', 'shared.txt'] }]);
    await ground.enqueue('feature/a');
    await expectLanded();
    const trees = ground.example.git('worktree', 'list', '--porcelain', '-z').split('\0');
    const own = trees.filter((field) => /^worktree .*queue/.test(field)).map((field) => field.slice(9));
    expect(own).toHaveLength(1);
    for (const place of own) await rm(place, { recursive: true });
    await ground.branch('feature/b', 'b.txt', 'b\n');
    await ground.enqueue('feature/b');
    expect(await ground.finished('feature/b')).toMatchObject({ state: 'landed' });
  });
});

describe('a clone that has not everything', () => {
  it('where history ends early merges what has a common commit and says of the rest that there is none', async () => {
    const { folder, git } = ground.example;
    await ground.branch('feature/b', 'b.txt', 'b\n');
    git('checkout', '--quiet', '-B', 'later', 'main');
    await ground.example.commit('later.txt', 'later\n');
    git('update-ref', 'refs/heads/main', 'later');
    const clone = await makeRepository();
    const fetch = ['fetch', '--quiet', '--depth=1', `file://${folder}`];
    execFileSync('git', [...fetch, 'main:main', 'feature/b:feature/b', '--update-head-ok'], {
      cwd: clone.folder,
    });
    clone.git('checkout', '--quiet', '--detach', 'main');
    await clone.commit('new.txt', 'new\n');
    clone.git('branch', 'feature/new');
    const subjects = await SubjectGround.start(clone.folder);
    for (const branch of ['feature/b', 'feature/new'])
      await subjects.call('enqueue', {
        body: { branch, target: 'main', priority: 'normal', reviewed: false },
      });
    const done = await subjects.row('queue', 'main', (row) => row?.finished.length === 2);
    expect(done?.finished.find(({ branch }) => branch === 'feature/new')?.state).toBe('landed');
    expect(done?.finished.find(({ branch }) => branch === 'feature/b')?.report?.message).toBe(
      'feature/b cannot land on main: refusing to merge unrelated histories; this clone is shallow, so the commit they have in common may be missing: run git fetch --unshallow.',
    );
    await subjects.close();
    await clone.remove();
  });
});
