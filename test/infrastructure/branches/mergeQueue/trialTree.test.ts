import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TrialTree } from '../../../../server/infrastructure/branches/mergeQueue/trialTree.ts';
import { DetachedWorktrees } from '../../../../server/infrastructure/git/detachedWorktrees.ts';
import { openRepository } from '../../../../server/infrastructure/git/repository.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';

let example: ExampleRepository;
let tree: TrialTree;
let first: string;
let second: string;

beforeEach(async () => {
  example = await makeRepository();
  await mkdir(path.join(example.folder, 'src'));
  await example.commit('src/kept.txt', 'kept\n');
  await example.commit('.gitignore', '*.log\n');
  first = await example.commit('changed.txt', 'one\n');
  second = await example.commit('changed.txt', 'two\n');
  example.git('checkout', '--quiet', '--detach');
  tree = await newTree(example.folder);
});
afterEach(() => example.remove());

async function newTree(repositoryFolder: string): Promise<TrialTree> {
  const repository = await openRepository(repositoryFolder);
  const folder = path.join(repository.commonFolder, 'swarm/queue/x');
  await mkdir(folder, { recursive: true });
  return new TrialTree({ repository, worktrees: new DetachedWorktrees(repository), folder });
}

/** Git as a check runs it in the work tree. */
const inTree = (...args: string[]) => {
  const identity = ['-c', 'user.name=Ada', '-c', 'user.email=ada@example.org'];
  return execFileSync('git', [...identity, ...args], { cwd: tree.folder, encoding: 'utf8' }).trim();
};
const file = (name: string) => path.join(tree.folder, name);
const treeOf = (commit: string) => example.git('rev-parse', `${commit}^{tree}`);

async function expectClean(commit: string, content: string): Promise<void> {
  expect(await tree.checkOut(commit, false)).toBe(treeOf(commit));
  expect(await readFile(file('changed.txt'), 'utf8')).toBe(content);
  expect(await readFile(file('src/kept.txt'), 'utf8')).toBe('kept\n');
  expect(inTree('status', '--porcelain', '--ignored')).toBe('');
  expect(inTree('rev-parse', 'HEAD')).toBe(commit);
}

describe('the work tree that results are tested in', () => {
  it('goes from one commit to the next without writing what is the same in both', async () => {
    await tree.checkOut(first, false);
    const before = await stat(file('src/kept.txt'));
    await expectClean(second, 'two\n');
    expect((await stat(file('src/kept.txt'))).ino).toBe(before.ino);
    await expectClean(first, 'one\n');
  });

  it('is written anew where that is asked for', async () => {
    await tree.checkOut(first, false);
    await writeFile(file('.git-blame'), '');
    expect(await tree.checkOut(first, true)).toBe(treeOf(first));
    expect(existsSync(file('.git-blame'))).toBe(false);
  });

  it.each([
    ['new files, ignored ones and repositories', poisonWithFiles],
    ['changed and removed files', poisonWithChanges],
    ['a changed file that its own git is told not to look at', poisonWithBlindness],
    ['a sparse checkout', () => inTree('sparse-checkout', 'set', '--no-cone', 'changed.txt')],
    ['a branch of its own with a commit', poisonWithBranch],
    ['a lock', () => writeFile(path.join(inTree('rev-parse', '--git-dir'), 'index.lock'), '')],
    ['a folder where git wants a file', poisonWithFolder],
  ])('has nothing of it after a check has left %s', async (_, poison) => {
    await tree.checkOut(first, false);
    await poison();
    await expectClean(second, 'two\n');
  });

  it('sees a changed file that the own git of a check is told not to look at', async () => {
    const checkedOut = await tree.checkOut(first, false);
    expect(await tree.changedFiles(checkedOut)).toEqual([]);
    await poisonWithBlindness();
    expect(await tree.changedFiles(checkedOut)).toEqual(['src/kept.txt']);
  });

  it('has every file also in a repository whose own work tree is sparse', async () => {
    example.git('checkout', '--quiet', second);
    example.git('sparse-checkout', 'set', '--no-cone', 'changed.txt');
    expect(existsSync(path.join(example.folder, 'src/kept.txt'))).toBe(false);
    await tree.checkOut(first, false);
    expect(existsSync(file('src/kept.txt'))).toBe(true);
    await tree.checkOut(second, false);
    expect(existsSync(file('src/kept.txt'))).toBe(true);
    expect(await tree.changedFiles(treeOf(second))).toEqual([]);
  });

  it('has empty folders for submodules, whatever a check put there', async () => {
    example.git('checkout', '--quiet', '--detach', second);
    example.git('update-index', '--add', '--cacheinfo', `160000,${first},sub`);
    const third = await example.commit('.gitmodules', '[submodule "sub"]\n\tpath = sub\n\turl = ./.\n');
    await tree.checkOut(third, false);
    await writeFile(file('sub/left.txt'), 'left\n');
    await tree.checkOut(third, false);
    expect(existsSync(file('sub'))).toBe(true);
    expect(existsSync(file('sub/left.txt'))).toBe(false);
  });

  it('is gone with its index once it is removed', async () => {
    await tree.checkOut(first, false);
    expect(await tree.exists()).toBe(true);
    await tree.remove();
    expect(await tree.exists()).toBe(false);
    expect(example.git('worktree', 'list').split('\n')).toHaveLength(1);
    await expectClean(second, 'two\n');
  });
});

async function poisonWithFiles(): Promise<void> {
  await writeFile(file('new.txt'), 'new\n');
  await writeFile(file('build.log'), 'log\n');
  await mkdir(file('nested'));
  execFileSync('git', ['init', '--quiet'], { cwd: file('nested') });
}

async function poisonWithChanges(): Promise<void> {
  await writeFile(file('src/kept.txt'), 'formatted\n');
  await writeFile(file('changed.txt'), 'two\n');
  inTree('rm', '--quiet', '--force', '.gitignore');
}

async function poisonWithBlindness(): Promise<void> {
  inTree('update-index', '--assume-unchanged', 'src/kept.txt');
  await writeFile(file('src/kept.txt'), 'KEPT\n');
}

async function poisonWithBranch(): Promise<void> {
  inTree('checkout', '--quiet', '-b', 'of-a-check');
  await writeFile(file('src/kept.txt'), 'committed\n');
  inTree('commit', '--quiet', '--all', '--message', 'of a check');
}

async function poisonWithFolder(): Promise<void> {
  inTree('rm', '--quiet', '--force', 'changed.txt');
  await mkdir(file('changed.txt'));
  await writeFile(file('changed.txt/inside'), 'x\n');
}
