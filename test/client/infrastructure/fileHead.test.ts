import { mkdir, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { locateFile } from '../../../client/infrastructure/fileHead.ts';
import { type ExampleRepository, makeRepository } from '../../infrastructure/git/exampleRepository.ts';

let example: ExampleRepository;
let commit: string;
beforeEach(async () => {
  example = await makeRepository();
  await mkdir(path.join(example.folder, 'a b', 'c\nd'), { recursive: true });
  commit = await example.commit('a b/c\nd/x.py', '1\n');
});
afterEach(() => example.remove());

it('finds commit, branch and path of a file, whatever its folders are called', async () => {
  const commonDirectory = await realpath(path.join(example.folder, '.git'));
  const found = await locateFile(path.join(example.folder, 'a b', 'c\nd', 'x.py'));
  expect(found).toEqual({ commonDirectory, commit, branch: 'main', path: 'a b/c\nd/x.py' });
});

it('finds those of its own work tree, and through a link', async () => {
  const tree = `${example.folder}-tree`;
  example.git('worktree', 'add', '--quiet', '-b', 'feature/x', tree);
  const link = `${example.folder}-link`;
  await symlink(tree, link);
  const commonDirectory = await realpath(path.join(example.folder, '.git'));
  const wanted = { commonDirectory, commit, branch: 'feature/x', path: 'new.py' };
  expect(await locateFile(path.join(link, 'new.py'))).toEqual(wanted);
  await rm(link);
  await rm(tree, { recursive: true });
});

it('knows no branch where HEAD is detached, and nothing where there is no commit or no repository', async () => {
  example.git('checkout', '--quiet', '--detach');
  expect(await locateFile(path.join(example.folder, 'x.py'))).toMatchObject({ commit, branch: undefined });
  example.git('checkout', '--quiet', '--orphan', 'new');
  expect(await locateFile(path.join(example.folder, 'x.py'))).toBeUndefined();
  await writeFile(`${example.folder}.txt`, '');
  expect(await locateFile(`${example.folder}.txt`)).toBeUndefined();
  await rm(`${example.folder}.txt`);
});
