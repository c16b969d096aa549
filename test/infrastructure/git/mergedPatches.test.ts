import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { mergedInto } from '../../../server/infrastructure/git/mergedPatches.ts';
import { openRepository } from '../../../server/infrastructure/git/repository.ts';
import { folderWith } from '../../cli/recordedIo.ts';
import { type ExampleRepository, makeRepository } from './exampleRepository.ts';

let example: ExampleRepository;

beforeEach(async () => {
  example = await makeRepository();
  await example.commit('app.py', 'a = 1\n');
});
afterEach(() => example.remove());

/** A branch of main with a commit for each file, then main again. */
async function branch(name: string, files: Record<string, string>): Promise<void> {
  example.git('checkout', '--quiet', '-b', name, 'main');
  for (const [file, text] of Object.entries(files)) await example.commit(file, text);
  example.git('checkout', '--quiet', 'main');
}

function squash(name: string): void {
  example.git('merge', '--squash', name);
  example.git('commit', '--quiet', '--message', `All of ${name}`);
}

/** How main has each branch. */
async function merged(...names: string[]) {
  const tips = names.map((name) => example.git('rev-parse', name));
  const repository = await openRepository(example.folder);
  const found = await mergedInto(repository, example.git('rev-parse', 'main'), tips, folderWith({}));
  return Object.fromEntries(names.map((name, index) => [name, found.get(tips[index] ?? '')]));
}

describe('work that the base has', () => {
  it('is known under other commits, though the base has changed the same files since', async () => {
    await branch('squashed', { 'one.py': '1\n', 'two.py': '2\n' });
    await branch('rebased', { 'three.py': '3\n', 'four.py': '4\n' });
    await branch('half', { 'three.py': '3\n', 'five.py': '5\n' });
    squash('squashed');
    example.git('cherry-pick', 'rebased~1', 'rebased');
    for (const file of ['one.py', 'two.py', 'three.py', 'four.py']) await example.commit(file, 'later\n');
    expect(await merged('squashed', 'rebased', 'half', 'main~1')).toEqual({
      squashed: 'patch',
      rebased: 'patch',
      half: undefined,
      'main~1': 'ancestry',
    });
  });

  it('is not what it had and undid before the branch began, though an older branch has not seen that', async () => {
    await branch('oldest', { 'old.py': '1\n' });
    await example.commit('again.py', 'x = 1\n');
    example.git('revert', '--no-edit', 'HEAD');
    await branch('again', { 'again.py': 'x = 1\n' });
    await example.commit('other.py', 'y = 1\n');
    const expected = { oldest: undefined, again: undefined };
    expect(await merged('oldest', 'again')).toEqual(expected);
  });

  it('is known of a branch that has merged the base into itself', async () => {
    await branch('followed', { 'one.py': '1\n' });
    await example.commit('other.py', '1\n');
    example.git('checkout', '--quiet', 'followed');
    example.git('merge', '--quiet', '--no-edit', 'main');
    await example.commit('two.py', '2\n');
    example.git('checkout', '--quiet', 'main');
    squash('followed');
    await example.commit('one.py', 'later\n');
    expect(await merged('followed')).toEqual({ followed: 'patch' });
  });

  it('is not another change of the same files, of text or of bytes', async () => {
    await branch('text', { 'app.py': 'a = 2\n' });
    await branch('bytes', { 'a.bin': '\0one' });
    await example.commit('app.py', 'a = 3\n');
    await example.commit('a.bin', '\0two');
    expect(await merged('text', 'bytes')).toEqual({ text: undefined, bytes: undefined });
  });

  it('is what a merge would add nothing to, because one patch of it does more', async () => {
    await branch('part', { 'app.py': 'a = 2\n' });
    writeFileSync(path.join(example.folder, 'other.py'), 'b = 1\n');
    example.git('add', 'other.py');
    await example.commit('app.py', 'a = 2\n');
    expect(await merged('part')).toEqual({ part: 'patch' });
  });

  it('is told of the others where git cannot read one tip, or nothing is common', async () => {
    example.git('checkout', '--quiet', '--orphan', 'unrelated');
    await example.commit('unrelated.py', 'a = 1\n');
    example.git('checkout', '--quiet', 'main');
    const main = example.git('rev-parse', 'main');
    const unrelated = example.git('rev-parse', 'unrelated');
    const missing = '1'.repeat(40);
    const repository = await openRepository(example.folder);
    const found = await mergedInto(repository, main, [missing, unrelated, main], folderWith({}));
    expect([...found]).toEqual([
      [missing, undefined],
      [unrelated, undefined],
      [main, 'ancestry'],
    ]);
  });
});

/** The number of git processes that something starts. */
async function gitProcesses(work: () => Promise<unknown>): Promise<number> {
  const before = process.env['PATH'] ?? '';
  const folder = path.join(folderWith({}), 'bin');
  const log = path.join(folder, 'log');
  mkdirSync(folder);
  writeFileSync(log, '');
  writeFileSync(path.join(folder, 'git'), `#!/bin/sh\necho >>'${log}'\nPATH='${before}' exec git "$@"\n`);
  chmodSync(path.join(folder, 'git'), 0o755);
  onTestFinished(() => {
    process.env['PATH'] = before;
  });
  process.env['PATH'] = `${folder}${path.delimiter}${before}`;
  await work();
  process.env['PATH'] = before;
  return readFileSync(log, 'utf8').length;
}

it('takes as many processes for sixteen branches as for four', async () => {
  const names = Array.from({ length: 16 }, (_, index) => `branch${index}`);
  for (const name of names) await branch(name, { [`${name}.py`]: '1\n', 'app.py': `a = '${name}'\n` });
  squash('branch0');
  const base = example.git('rev-parse', 'main');
  const tips = names.map((name) => example.git('rev-parse', name));
  const repository = await openRepository(example.folder);
  const scratch = folderWith({});
  const few = await gitProcesses(() => mergedInto(repository, base, tips.slice(0, 4), scratch));
  const many = await gitProcesses(() => mergedInto(repository, base, tips, scratch));
  expect(few).toBeGreaterThan(4);
  expect(many).toBe(few);
});
