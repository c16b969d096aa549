import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { MergeOutcomes } from '../../../../server/infrastructure/branches/forecast/mergeOutcomes.ts';
import type { MergePair } from '../../../../server/infrastructure/git/mergeTrees.ts';
import { openRepository, type Repository } from '../../../../server/infrastructure/git/repository.ts';
import { makeScratch, sweepScratch } from '../../../../server/infrastructure/git/scratch.ts';
import { type ExampleRepository, makeBranchedRepository } from '../../git/exampleRepository.ts';

const conflict = { state: 'conflict', files: ['app.py'] };
let example: ExampleRepository;
let repository: Repository;
let folder: string;

beforeEach(async () => {
  example = await makeBranchedRepository();
  repository = await openRepository(example.folder);
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-outcomes-'));
});
afterEach(async () => {
  await example.remove();
  await rm(folder, { recursive: true, force: true });
});

function pair(base: string, tip: string): MergePair {
  return { base: example.git('rev-parse', base), tip: example.git('rev-parse', tip) };
}

const clean = () => pair('main', 'feature/realtime-clean');
const conflicting = () => pair('main', 'feature/realtime-conflict');

/** A `git` on the PATH that is killed the first time it is to merge, after it has written a part. */
async function killedGit(): Promise<string> {
  const programs = path.join(folder, 'programs');
  await mkdir(programs);
  const real = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
  const script = `#!/bin/sh
case "$*" in *merge-tree*) if mkdir '${folder}/killed' 2>/dev/null; then
  '${real}' "$@" | head -c 20; kill -9 $$; fi;; esac
exec '${real}' "$@"
`;
  await writeFile(path.join(programs, 'git'), script);
  await chmod(path.join(programs, 'git'), 0o755);
  return programs;
}

describe('outcomes of merges', () => {
  it('are computed in order, in any number, and remembered by their commits', async () => {
    const outcomes = new MergeOutcomes(repository, folder);
    const pairs = Array.from({ length: 9 }, (_, index) => (index % 2 === 0 ? clean() : conflicting()));
    expect(outcomes.get(clean())).toBeUndefined();
    expect(await outcomes.compute(pairs)).toEqual(
      pairs.map((_, index) => (index % 2 === 0 ? { state: 'none' } : conflict)),
    );
    expect(outcomes.get(conflicting())).toEqual(conflict);
    expect(await outcomes.compute([])).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it('are forgotten beyond the limit, the oldest first', async () => {
    const outcomes = new MergeOutcomes(repository, folder, 1);
    await outcomes.compute([clean()]);
    await outcomes.compute([conflicting()]);
    expect(outcomes.get(clean())).toBeUndefined();
    expect(outcomes.get(conflicting())).toEqual(conflict);
  });

  it('are unknown and not remembered where git is killed midway; the other pairs are merged', async () => {
    const before = process.env['PATH'];
    process.env['PATH'] = `${await killedGit()}:${before}`;
    const outcomes = new MergeOutcomes(repository, folder);
    const pairs = [conflicting(), clean()];
    const first = await outcomes.compute(pairs);
    const again = await outcomes.compute(pairs);
    process.env['PATH'] = before;
    expect(first).toContainEqual({ state: 'unknown', why: 'git was ended before it had finished' });
    expect(again).toEqual([conflict, { state: 'none' }]);
  });

  it('are final for branches without a common commit, and not for objects that are missing', async () => {
    const outcomes = new MergeOutcomes(repository, folder);
    const missing = { base: 'a'.repeat(40), tip: 'b'.repeat(40) };
    const [unrelated, absent] = await outcomes.compute([pair('main', 'elsewhere'), missing]);
    expect(unrelated).toEqual({ state: 'unknown', why: 'refusing to merge unrelated histories' });
    expect(absent).toMatchObject({ state: 'unknown' });
    expect(outcomes.get(pair('main', 'elsewhere'))).toBeDefined();
    expect(outcomes.get(missing)).toBeUndefined();
  });

  it('name files with blanks, line breaks and bytes that are no text, and those in the way of a folder', async () => {
    const strange = ['with blank.py', 'line\nbreak.py'];
    for (const [branch, text] of [
      ['left', 'left\n'],
      ['right', 'right\n'],
    ] as const) {
      example.git('checkout', '--quiet', '-b', branch, 'main');
      for (const name of strange) await writeFile(path.join(example.folder, name), text);
      await writeFile(Buffer.concat([Buffer.from(`${example.folder}/raw`), Buffer.from([0xff])]), text);
      if (branch === 'left') await writeFile(path.join(example.folder, 'place'), text);
      else {
        await mkdir(path.join(example.folder, 'place'));
        await writeFile(path.join(example.folder, 'place/file'), text);
      }
      example.git('add', '--all');
      example.git('commit', '--quiet', '--message=strange');
    }
    const [outcome] = await new MergeOutcomes(repository, folder).compute([pair('left', 'right')]);
    expect(outcome).toEqual({
      state: 'conflict',
      files: expect.arrayContaining([...strange, 'raw\ufffd', 'place']),
    });
  });

  it('of a shallow clone are those that git finds there', async () => {
    example.git('branch', 'fork', 'main');
    const clone = path.join(folder, 'clone');
    example.git('clone', '--quiet', '--depth=1', '--no-single-branch', `file://${example.folder}`, clone);
    const shallow = await openRepository(clone);
    const [outcome] = await new MergeOutcomes(shallow, folder).compute([clean()]);
    expect(outcome).toEqual({ state: 'unknown', why: 'refusing to merge unrelated histories' });
  });
});

describe('the folder for what merges write', () => {
  it('is in memory where there is room, else where it is told, and goes when its process was killed', async () => {
    const memory = path.join(folder, 'memory');
    await mkdir(memory);
    const own = await makeScratch(folder, memory);
    expect(path.dirname(own)).toBe(memory);
    expect(path.dirname(await makeScratch(folder, path.join(folder, 'none')))).toBe(folder);
    await mkdir(path.join(memory, 'swarm-merges-999999999-x'));
    await mkdir(path.join(memory, 'other'));
    await sweepScratch(memory);
    expect((await readdir(memory)).sort()).toEqual(['other', path.basename(own)].sort());
  });
});
