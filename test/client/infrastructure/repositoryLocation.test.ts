import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateRepository } from '../../../client/infrastructure/repositoryLocation.ts';
import { type ExampleRepository, makeRepository } from '../../infrastructure/git/exampleRepository.ts';

let example: ExampleRepository;
let tree: string;
beforeEach(async () => {
  example = await makeRepository();
  await example.commit('a.py', '1\n');
  tree = `${example.folder}-tree`;
});
afterEach(async () => {
  await rm(tree, { recursive: true, force: true });
  await example.remove();
});

describe('the repository of a folder', () => {
  it('is found from a folder inside it', async () => {
    const inside = path.join(example.folder, 'a', 'b');
    await mkdir(inside, { recursive: true });
    const { folder } = example;
    const commonDirectory = path.join(folder, '.git');
    expect(await locateRepository(inside)).toEqual({ root: folder, mainRoot: folder, commonDirectory });
  });

  it('is that of the main work tree, whose swarm.json counts, in every other work tree', async () => {
    example.git('worktree', 'add', '--quiet', '-b', 'feature/x', tree);
    const commonDirectory = path.join(example.folder, '.git');
    expect(await locateRepository(tree)).toEqual({ root: tree, mainRoot: example.folder, commonDirectory });
  });

  it('has no other work tree than its own where the repository is bare', async () => {
    example.git('worktree', 'add', '--quiet', '-b', 'feature/x', tree);
    example.git('config', 'core.bare', 'true');
    expect(await locateRepository(tree)).toMatchObject({ root: tree, mainRoot: tree });
  });

  it('is missing outside of one, with a sentence that says so', async () => {
    const folder = path.dirname(example.folder);
    expect(await locateRepository(folder)).toEqual({ problem: `${folder} is not in a git repository.` });
  });
});
