import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { syncResult } from '../../../server/infrastructure/branches/syncResult.ts';
import { openRepository } from '../../../server/infrastructure/git/repository.ts';
import { type ExampleRepository, makeRepository } from '../git/exampleRepository.ts';

let example: ExampleRepository;
let scratch: string;

beforeEach(async () => {
  example = await makeRepository();
  scratch = await mkdtemp(path.join(tmpdir(), 'swarm-sync-'));
  const { git, commit } = example;
  await commit('app.py', 'a\nlimit = 1\nz\n');
  await commit('other.py', 'other = 1\n');
  for (const name of ['first', 'second']) {
    git('checkout', '--quiet', '-b', name, 'main');
    await commit('app.py', 'a\nlimit = 2\nz\n');
    await commit(`${name}.py`, 'own\n');
  }
  git('checkout', '--quiet', 'main');
  await commit('app.py', 'a\nlimit = 3\nz\n');
  git('checkout', '--quiet', '--detach');
});
afterEach(async () => {
  await example.remove();
  await rm(scratch, { recursive: true });
});

/** Somebody merges main into the branch in a work tree of their own and resolves the conflict with this text. */
async function resolveByHand(branch: string, text: string): Promise<void> {
  const { git, folder } = example;
  const place = path.join(scratch, `tree-of-${branch}`);
  git('worktree', 'add', '--quiet', place, branch);
  expect(() => git('-C', place, '-c', 'rerere.enabled=true', 'merge', 'main')).toThrow();
  await writeFile(path.join(place, 'app.py'), text);
  git('-C', place, '-c', 'rerere.enabled=true', 'commit', '--quiet', '--all', '--no-edit');
  git('worktree', 'remove', place);
  expect(existsSync(path.join(folder, '.git/rr-cache'))).toBe(true);
}

async function sync(name: string, how: 'merge' | 'rebase' = 'merge') {
  const { git, folder } = example;
  return syncResult({
    repository: await openRepository(folder),
    name,
    tip: git('rev-parse', name),
    base: { name: 'main', commit: git('rev-parse', 'main') },
    how,
    committer: { name: 'Swarm', email: 'swarm@localhost' },
    scratch,
  });
}

describe('a conflict that somebody has resolved before', () => {
  it.each(['merge', 'rebase'] as const)('is resolved the same way in another branch, by %s', async (how) => {
    expect((await sync('second', how)).state).toBe('conflict');
    await resolveByHand('first', 'a\nlimit = 5\nz\n');
    const outcome = await sync('second', how);
    expect(outcome).toMatchObject({ state: how === 'merge' ? 'merged' : 'rebased' });
    expect(outcome.why).toContain(
      'Conflicts in app.py are resolved as somebody did before (git rerere): look at them.',
    );
    const file = (name: string) => example.git('show', `${outcome.to}:${name}`);
    expect([file('app.py'), file('other.py'), file('second.py')]).toEqual([
      'a\nlimit = 5\nz',
      'other = 1',
      'own',
    ]);
  });

  it('stays a conflict where another file conflicts for the first time, and nothing new is remembered', async () => {
    const { git, commit, folder } = example;
    await resolveByHand('first', 'a\nlimit = 5\nz\n');
    git('checkout', '--quiet', 'second');
    await commit('other.py', 'other = 2\n');
    git('checkout', '--quiet', 'main');
    await commit('other.py', 'other = 3\n');
    const before = readdirSync(path.join(folder, '.git/rr-cache'), { recursive: true });
    expect(await sync('second')).toMatchObject({ state: 'conflict', files: ['app.py', 'other.py'] });
    expect(readdirSync(path.join(folder, '.git/rr-cache'), { recursive: true })).toEqual(before);
    expect(git('status', '--porcelain')).toBe('');
  });

  it('stays a conflict where the recorded resolution holds a conflict marker', async () => {
    const { folder } = example;
    await resolveByHand('first', 'a\nlimit = 5\nz\n');
    const cache = path.join(folder, '.git/rr-cache');
    for (const id of readdirSync(cache))
      await writeFile(path.join(cache, id, 'postimage'), 'a\n<<<<<<< x\nlimit = 5\n>>>>>>> y\nz\n');
    expect((await sync('second')).state).toBe('conflict');
  });

  it('stays a conflict where one side removed the file, or it is binary', async () => {
    await resolveByHand('first', 'a\nlimit = 5\nz\n');
    const { git, commit } = example;
    git('checkout', '--quiet', 'second');
    git('rm', '--quiet', 'other.py');
    git('commit', '--quiet', '-m', 'Remove');
    await commit('binary', 'a\0b');
    git('checkout', '--quiet', 'main');
    await commit('binary', 'a\0c');
    expect(await sync('second')).toMatchObject({ state: 'conflict', files: ['app.py', 'binary'] });
    await commit('other.py', 'other = 3\n');
    expect(await sync('second')).toMatchObject({ state: 'conflict' });
  });
});
