import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findBase } from '../../../server/infrastructure/git/baseBranch.ts';
import { divergence } from '../../../server/infrastructure/git/divergence.ts';
import { forecastMerges } from '../../../server/infrastructure/git/mergeForecast.ts';
import { listBranches } from '../../../server/infrastructure/git/references.ts';
import { openRepository, type Repository } from '../../../server/infrastructure/git/repository.ts';
import { resolveCommit } from '../../../server/infrastructure/git/revision.ts';
import { type ExampleRepository, makeBranchedRepository, makeRepository } from './exampleRepository.ts';

let example: ExampleRepository;
let repository: Repository;
let scratch: string;

beforeAll(async () => {
  example = await makeBranchedRepository();
  repository = await openRepository(example.folder);
  scratch = await mkdtemp(path.join(tmpdir(), 'swarm-git-'));
});
afterAll(async () => {
  await example.remove();
  await rm(scratch, { recursive: true, force: true });
});

describe('openRepository', () => {
  it('finds the work tree and the shared folder from a subfolder and from a linked work tree', async () => {
    const linked = path.join(scratch, 'linked');
    example.git('worktree', 'add', '--quiet', '--detach', linked);
    await mkdir(path.join(example.folder, 'sub'));
    const root = await realpath(example.folder);
    expect((await openRepository(path.join(example.folder, 'sub'))).workTree).toBe(root);
    const other = await openRepository(linked);
    expect(other.commonFolder).toBe(path.join(root, '.git'));
    expect(other.gitFolder).toBe(path.join(root, '.git/worktrees/linked'));
  });

  it('finds places whose path holds spaces, letters of any script and line breaks', async () => {
    const folder = path.join(scratch, 'with ü\nand "more"\n');
    example.git('init', '--quiet', '--initial-branch=main', folder);
    example.git('-C', folder, 'commit', '--quiet', '--allow-empty', '--message=x');
    const found = await openRepository(folder);
    expect(found.workTree).toBe(await realpath(folder));
    expect(found.commonFolder).toBe(path.join(found.workTree, '.git'));
    const commit = (await resolveCommit(found.git, 'main')) ?? '';
    expect(await forecastMerges(found, [{ base: commit, tip: commit }], scratch)).toEqual([
      { state: 'none' },
    ]);
  });

  it('says in a sentence that a folder is no repository, is missing, or is bare', async () => {
    const bare = path.join(scratch, 'bare.git');
    example.git('init', '--quiet', '--bare', bare);
    const sentences = [
      [tmpdir(), /is not in a git repository; run `git init`/],
      [path.join(scratch, 'nowhere'), /^There is no folder /],
      [bare, /is a bare repository; open one of its work trees/],
      [path.join(example.folder, '.git'), /inside git's own folder/],
    ] as const;
    for (const [folder, message] of sentences)
      await expect(openRepository(folder)).rejects.toMatchObject({
        code: 'git-failed',
        message: expect.stringMatching(message),
      });
  });

  it('says in a sentence that git is missing', async () => {
    const before = process.env['PATH'];
    process.env['PATH'] = scratch;
    const attempt = openRepository(example.folder);
    const outcome = await attempt.catch((error: unknown) => error);
    process.env['PATH'] = before;
    expect(outcome).toMatchObject({ message: 'git was not found on the PATH; install git 2.39 or newer.' });
  });
});

describe('what git tells', () => {
  it('lists branches with commit, author, subject and which one is checked out', async () => {
    const branches = await listBranches(repository.git);
    expect(branches.map(({ name }) => name)).toEqual([
      'elsewhere',
      'feature/realtime-clean',
      'feature/realtime-conflict',
      'main',
    ]);
    expect(branches.at(-1)).toMatchObject({ author: 'Ada', subject: 'Change app.py', current: true });
  });

  it('finds no branches, no base and no commit in an empty repository', async () => {
    const empty = await makeRepository();
    const { git } = await openRepository(empty.folder);
    expect(await listBranches(git)).toEqual([]);
    expect(await findBase(git, undefined)).toMatchObject({ base: undefined });
    expect(await resolveCommit(git, 'HEAD')).toBeUndefined();
    await empty.remove();
  });

  it('counts commits ahead and behind, and never takes a revision for an option', async () => {
    const [base = '', tip = ''] = await Promise.all(
      ['main', 'feature/realtime-clean'].map((name) => resolveCommit(repository.git, name)),
    );
    expect(await divergence(repository.git, base, tip)).toEqual({ ahead: 1, behind: 1 });
    expect(await resolveCommit(repository.git, '--all')).toBeUndefined();
  });

  it('forecasts merges in one batch, past a pair without common history, and leaves no object behind', async () => {
    const objects = () => example.git('count-objects', '-v');
    const before = objects();
    const commits = Object.fromEntries(
      (await listBranches(repository.git)).map((each) => [each.name, each.commit]),
    );
    const base = commits['main'] ?? '';
    const order = ['feature/realtime-clean', 'elsewhere', 'feature/realtime-conflict', 'main'];
    const pairs = order.map((name) => ({ base, tip: commits[name] ?? '' }));
    expect(await forecastMerges(repository, pairs, scratch)).toEqual([
      { state: 'none' },
      { state: 'unknown', why: 'refusing to merge unrelated histories' },
      { state: 'conflict', files: ['app.py'] },
      { state: 'none' },
    ]);
    expect(objects()).toBe(before);
  });

  it('takes the configured base, else the default branch of the remote, else main', async () => {
    const { git } = repository;
    expect(await findBase(git, 'elsewhere')).toMatchObject({ base: { name: 'elsewhere' } });
    expect(await findBase(git, 'gone')).toEqual({
      base: undefined,
      why: 'swarm.json names the base gone, which is not here',
    });
    expect(await findBase(git, undefined)).toMatchObject({ base: { name: 'main' } });
    example.git('update-ref', 'refs/remotes/origin/trunk', 'main~1');
    example.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk');
    expect(await findBase(git, undefined)).toMatchObject({ base: { name: 'origin/trunk' } });
    example.git('symbolic-ref', '--delete', 'refs/remotes/origin/HEAD');
  });
});
