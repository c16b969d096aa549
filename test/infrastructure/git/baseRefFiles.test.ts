import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { baseRefFiles } from '../../../server/infrastructure/git/baseRefFiles.ts';
import { type ExampleRepository, makeRepository } from './exampleRepository.ts';

let example: ExampleRepository;
let folder: string;
beforeEach(async () => {
  example = await makeRepository();
  await example.commit('a.txt', 'one\n');
  folder = path.join(example.folder, '.git');
});
afterEach(() => example.remove());

const later = () => Date.now() + 10_000;
const look = (...names: string[]) => baseRefFiles(folder, names, later());

describe('the files of the base', () => {
  it('look the same until the base is another commit, however git keeps it', async () => {
    const seen = [await look()];
    expect(await look()).toBe(seen[0]);
    const changes = [
      () => example.commit('a.txt', 'two\n'),
      () => example.git('pack-refs', '--all'),
      () => example.commit('a.txt', 'three\n'),
      () => example.git('reset', '--quiet', '--hard', 'HEAD~1'),
      () => example.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/remotes/origin/trunk'),
      () => example.git('update-ref', 'refs/remotes/origin/trunk', 'HEAD'),
      () => example.git('branch', 'trunk', 'HEAD~1'),
      () => example.git('branch', '--force', 'trunk', 'HEAD'),
      () => example.git('branch', 'master'),
    ];
    for (const change of changes) {
      await change();
      const now = await look();
      expect(now).toBeTypeOf('string');
      expect(seen).not.toContain(now);
      seen.push(now);
    }
    example.git('branch', 'feature/x');
    expect(await look()).toBe(seen.at(-1));
  });

  it('are those of further names too', async () => {
    example.git('branch', 'release/1');
    const before = await look('release/1');
    example.git('checkout', '--quiet', 'release/1');
    await example.commit('a.txt', 'two\n');
    expect(await look('release/1')).not.toBe(before);
  });

  it('say nothing where one has changed just now', async () => {
    expect(await baseRefFiles(folder, [])).toBeUndefined();
    expect(await baseRefFiles(folder, [], Date.now() - 60_000)).toBeUndefined();
  });

  it('say nothing of refs that stand for others, that are kept in another way, or whose names lead out', async () => {
    example.git('branch', 'other');
    example.git('symbolic-ref', 'refs/heads/master', 'refs/heads/other');
    expect(await look()).toBeUndefined();
    example.git('symbolic-ref', '--delete', 'refs/heads/master');
    expect(await look()).toBeTypeOf('string');
    for (const name of ['../../x', 'a//b', '..']) expect(await look(name)).toBeUndefined();
    example.git('symbolic-ref', 'refs/remotes/origin/HEAD', 'refs/heads/other');
    expect(await look()).toBeUndefined();
    await rm(path.join(folder, 'refs/remotes/origin/HEAD'));
    await writeFile(path.join(folder, 'reftable'), '');
    expect(await look()).toBeUndefined();
  });
});
