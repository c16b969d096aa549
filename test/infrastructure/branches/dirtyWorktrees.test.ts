import { execFileSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DirtyWorktrees } from '../../../server/infrastructure/branches/dirtyWorktrees.ts';
import { openRepository, type Repository } from '../../../server/infrastructure/git/repository.ts';
import { listWorktrees } from '../../../server/infrastructure/git/worktreeList.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';

const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
let example: ExampleRepository;
let repository: Repository;
let tree: string;
let told: PromiseWithResolvers<'changed' | 'gone'>;
let worktrees: DirtyWorktrees;

beforeEach(async () => {
  example = await makeRepository();
  await example.commit('a.txt', 'one\n');
  tree = path.join(example.folder, '.git/other');
  example.git('worktree', 'add', '--quiet', '-b', 'other', tree);
  repository = await openRepository(example.folder);
  told = Promise.withResolvers();
  worktrees = new DirtyWorktrees({
    repository,
    log: pino({ level: 'silent' }),
    onChanged: () => told.resolve('changed'),
    onGone: () => told.resolve('gone'),
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await worktrees.close();
  await example.remove();
});

describe('work trees of branches', () => {
  it('are looked at for files that are in no commit', async () => {
    writeFileSync(path.join(tree, 'b.txt'), 'two\n');
    worktrees.follow(await listWorktrees(repository));
    expect(await told.promise).toBe('changed');
    expect(worktrees.count(tree)).toBe(1);
    expect(worktrees.count(example.folder)).toBe(0);
  });

  it('are looked at once more as soon as their head has moved, and the others are left alone', async () => {
    // The next round over all of them never comes.
    vi.useFakeTimers({ toFake: ['performance'] });
    writeFileSync(path.join(tree, 'b.txt'), 'two\n');
    worktrees.follow(await listWorktrees(repository));
    await told.promise;
    writeFileSync(path.join(example.folder, 'c.txt'), 'three\n');
    const git = (...args: string[]) => execFileSync('git', ['-C', tree, ...identity, ...args]);
    git('add', 'b.txt');
    git('commit', '--quiet', '--message', 'b');
    told = Promise.withResolvers();
    worktrees.follow(await listWorktrees(repository));
    await told.promise;
    expect(worktrees.count(tree)).toBe(0);
    expect(worktrees.count(example.folder)).toBe(0);
  });

  it('are told to be gone where somebody has removed the folder', async () => {
    const listed = (await listWorktrees(repository)).filter((one) => one.path === tree);
    expect(listed).toHaveLength(1);
    rmSync(tree, { recursive: true });
    worktrees.follow(listed);
    expect(await told.promise).toBe('gone');
    expect(worktrees.count(tree)).toBeNull();
    expect((await listWorktrees(repository)).find((one) => one.path === tree)?.missing).toBe(true);
  });
});
