import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DetachedWorktrees } from '../../../server/infrastructure/git/detachedWorktrees.ts';
import { forecastMerges } from '../../../server/infrastructure/git/mergeForecast.ts';
import { openRepository, type Repository } from '../../../server/infrastructure/git/repository.ts';
import { type ExampleRepository, makeBranchedRepository } from './exampleRepository.ts';

let example: ExampleRepository;
let repository: Repository;
let folder: string;
let marks: string;

beforeEach(async () => {
  example = await makeBranchedRepository();
  repository = await openRepository(example.folder);
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-hostile-'));
  marks = path.join(folder, 'marks');
  await mkdir(marks);
});
afterEach(async () => {
  await example.remove();
  await rm(folder, { recursive: true, force: true });
});

/** A command line that leaves a trace of having run. */
function trap(name: string): string {
  return `touch ${path.join(marks, name)}; cat`;
}

function attributes(text: string): Promise<void> {
  return writeFile(path.join(example.folder, '.git/info/attributes'), text);
}

function conflictPair() {
  return {
    base: example.git('rev-parse', 'main'),
    tip: example.git('rev-parse', 'feature/realtime-conflict'),
  };
}

describe('the configuration of a repository', () => {
  it('runs no merge driver when merges are forecast; such files merge as text', async () => {
    example.git('config', 'merge.evil.driver', trap('driver'));
    await attributes('*.py merge=evil\n');
    await writeFile(path.join(example.folder, '.gitattributes'), '*.py merge=evil\n');
    expect(await forecastMerges(repository, [conflictPair()], folder)).toEqual([
      { state: 'conflict', files: ['app.py'] },
    ]);
    expect(await readdir(marks)).toEqual([]);
  });

  it('runs no filter when a revision is checked out', async () => {
    for (const key of ['smudge', 'clean', 'process'])
      for (const name of ['evil', 'e.v=il']) example.git('config', `filter.${name}.${key}`, trap(key));
    example.git('config', 'filter.evil.required', 'true');
    await attributes('*.py filter=evil\nother.py filter=e.v=il\n');
    const tree = path.join(folder, 'tree');
    await new DetachedWorktrees(repository).add(tree, example.git('rev-parse', 'main'));
    expect(await readFile(path.join(tree, 'app.py'), 'utf8')).toBe('a = 3\n');
    expect(await readdir(marks)).toEqual([]);
  });

  it('runs nothing to fetch objects that are missing', async () => {
    const clone = path.join(folder, 'clone');
    example.git('config', 'uploadpack.allowFilter', 'true');
    example.git('clone', '--quiet', '--no-checkout', '--filter=blob:none', `file://${example.folder}`, clone);
    const partial = await openRepository(clone);
    example.git('-C', clone, 'config', 'remote.origin.uploadpack', trap('upload-pack'));
    const main = example.git('rev-parse', 'main');
    await expect(new DetachedWorktrees(partial).add(path.join(folder, 'tree'), main)).rejects.toMatchObject({
      code: 'git-failed',
    });
    expect(await forecastMerges(partial, [conflictPair()], folder)).toMatchObject([{ state: 'unknown' }]);
    expect(await readdir(marks)).toEqual([]);
  });
});

describe('work trees', () => {
  it('can be made again where git was killed while it made one and left its lock', async () => {
    const tree = path.join(folder, 'tree');
    const main = example.git('rev-parse', 'main');
    example.git('worktree', 'add', '--quiet', '--detach', '--lock', '--reason', 'initializing', tree, main);
    const worktrees = new DetachedWorktrees(repository);
    await worktrees.add(tree, main);
    await worktrees.remove(tree);
    expect(example.git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  it('of a person on a disk that is away stay known', async () => {
    const away = path.join(folder, 'away');
    example.git('worktree', 'add', '--quiet', '--detach', away);
    await rm(away, { recursive: true });
    const worktrees = new DetachedWorktrees(repository);
    await worktrees.add(path.join(folder, 'tree'), example.git('rev-parse', 'main'));
    await worktrees.remove(path.join(folder, 'tree'));
    expect(example.git('worktree', 'list')).toContain(away);
  });
});
