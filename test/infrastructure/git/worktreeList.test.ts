import { execFileSync } from 'node:child_process';
import { mkdir, open, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openRepository, type Repository } from '../../../server/infrastructure/git/repository.ts';
import { listWorktrees } from '../../../server/infrastructure/git/worktreeList.ts';
import { type ExampleRepository, makeBranchedRepository } from './exampleRepository.ts';

let example: ExampleRepository;
let repository: Repository;

beforeEach(async () => {
  example = await makeBranchedRepository();
  repository = await openRepository(example.folder);
});
afterEach(() => example.remove());

it('the work trees are listed while git makes one more, whose files are there but not written yet', async () => {
  const folder = path.join(example.folder, '.git/worktrees/half');
  const shared = path.join(folder, 'commondir');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(path.join(folder, 'gitdir'), `${example.folder}-half/.git\n`);
  execFileSync('mkfifo', [shared]);
  const listing = listWorktrees(repository);
  // Git has opened it when this resolves, and finds nothing in it.
  await (await open(shared, 'w')).close();
  await rm(shared);
  await writeFile(shared, '../..\n');
  expect((await listing).map(({ main, branch }) => [main, branch])).toEqual([
    [true, 'main'],
    [false, 'main'],
  ]);
});

it('a work tree that git cannot read at all is told as what it is', async () => {
  const folder = path.join(example.folder, '.git/worktrees/broken');
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, 'HEAD'), 'ref: refs/heads/main\n');
  await writeFile(path.join(folder, 'gitdir'), `${example.folder}-broken/.git\n`);
  await writeFile(path.join(folder, 'commondir'), '');
  await expect(listWorktrees(repository)).rejects.toThrow('commondir');
});
