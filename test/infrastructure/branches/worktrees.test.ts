import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  worktreeRequested,
  worktreeSubject,
} from '../../../server/infrastructure/branches/worktreeSubject.ts';
import { startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { swarm } from '../../cli/recordedIo.ts';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround;
let beside: string;

beforeEach(async () => {
  example = await makeBranchedRepository();
  ground = await SubjectGround.start(example.folder);
  beside = `${example.folder}-worktrees`;
});
afterEach(async () => {
  await ground.close();
  await example.remove();
  await rm(beside, { recursive: true, force: true });
});

describe('creating a branch with a work tree', () => {
  it('checks it out beside the repository, lists it, and leaves the main work tree alone', async () => {
    const row = await ground.call('createBranch', { body: { name: 'feature/x', worktree: true } });
    const tree = path.join(beside, 'feature/x');
    expect(row.worktree).toMatchObject({ path: tree, main: false, missing: false });
    expect(await readFile(path.join(tree, 'app.py'), 'utf8')).toBe('a = 3\n');
    expect(example.git('-C', tree, 'branch', '--show-current')).toBe('feature/x');
    expect(example.git('branch', '--show-current')).toBe('main');
    expect(example.git('status', '--porcelain')).toBe('');
    expect(await ground.eventTypes('worktree/feature/x')).toEqual([
      'worktree.add-requested',
      'worktree.added',
    ]);
    await expect(ground.call('deleteBranch', { body: { name: 'feature/x' } })).rejects.toMatchObject({
      code: 'branch-checked-out',
    });
  });

  it('takes a path, and a folder from swarm.json', async () => {
    const tree = path.join(ground.temporary.folder, 'my tree');
    const row = await ground.call('createBranch', { body: { name: 'one', worktree: tree } });
    expect(row.worktree?.path).toBe(tree);
    await ground.write('swarm.json', {
      branches: { worktrees: `${beside}/else` },
      teams: { x: { branchPrefix: 'x' } },
    });
    await ground.row('teams', 'x', (team) => team !== undefined);
    const other = await ground.call('createBranch', { body: { name: 'two', worktree: true } });
    expect(other.worktree?.path).toBe(path.join(beside, 'else/two'));
  });

  it('makes nothing where there is no room for it', async () => {
    const before = example.git('for-each-ref');
    await mkdir(path.join(beside, 'taken'), { recursive: true });
    await writeFile(path.join(beside, 'taken/file'), '');
    for (const worktree of [true, 'app.py', '.git/x'] as const)
      await expect(ground.call('createBranch', { body: { name: 'taken', worktree } })).rejects.toMatchObject({
        code: 'invalid-request',
      });
    expect(example.git('for-each-ref')).toBe(before);
    expect(await readdir(path.join(beside, 'taken'))).toEqual(['file']);
  });

  it('makes it once however often a request is repeated', async () => {
    const meta = { actor: 'ada', idempotency: { key: 'k', requestHash: 'h' } };
    const body = { name: 'once', worktree: true } as const;
    const rows = [];
    for (const _ of [1, 2]) rows.push(await ground.call('createBranch', { body }, meta));
    expect(rows.map(({ worktree }) => worktree?.path)).toEqual([
      path.join(beside, 'once'),
      path.join(beside, 'once'),
    ]);
  });

  it('runs neither hook nor filter of the repository', async () => {
    const mark = path.join(ground.temporary.folder, 'mark');
    await ground.write('.git/hooks/post-checkout', `#!/bin/sh\ntouch '${mark}'\n`);
    example.git('config', 'filter.evil.smudge', `touch ${mark}; cat`);
    await writeFile(path.join(example.folder, '.git/info/attributes'), '*.py filter=evil\n');
    await ground.call('createBranch', { body: { name: 'quiet', worktree: true } });
    await expect(readFile(mark)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('that a crash interrupted is finished or undone at the next start', async () => {
    for (const name of ['done', 'half', 'not']) example.git('branch', name);
    const place = (name: string) => path.join(beside, name);
    for (const name of ['done', 'half', 'not'])
      await ground.commands.execute(worktreeSubject, name, () => [worktreeRequested(place(name))], {
        actor: 'ada',
      });
    example.git('worktree', 'add', '--quiet', place('done'), 'done');
    example.git('worktree', 'add', '--quiet', '--lock', '--reason', 'initializing', place('half'), 'half');
    await ground.restart();
    const last = async (name: string) => (await ground.eventTypes(`worktree/${name}`)).at(-1);
    expect(await Promise.all(['done', 'half', 'not'].map(last))).toEqual([
      'worktree.added',
      'worktree.add-failed',
      'worktree.add-failed',
    ]);
    expect(await readdir(beside)).toEqual(['done']);
  });
});

it('a work tree whose place was named through a link is known again after a crash', async () => {
  await mkdir(beside, { recursive: true });
  const link = `${beside}-link`;
  await symlink(beside, link);
  const place = path.join(link, 'done');
  example.git('branch', 'done');
  await ground.commands.execute(worktreeSubject, 'done', () => [worktreeRequested(place)], { actor: 'ada' });
  example.git('worktree', 'add', '--quiet', place, 'done');
  await ground.restart();
  expect((await ground.eventTypes('worktree/done')).at(-1)).toBe('worktree.added');
  await rm(link);
});

describe('work trees that git makes and a person removes', () => {
  it('show on the rows', async () => {
    const tree = path.join(beside, 'by-hand');
    const name = 'feature/realtime-clean';
    expect(ground.rows.get('branches', 'main')?.worktree).toMatchObject({ main: true });
    example.git('worktree', 'add', '--quiet', tree, name);
    await ground.row('branches', name, (row) => row?.worktree?.path === tree);
    await rm(tree, { recursive: true });
    example.git('branch', 'other');
    await ground.row('branches', name, (row) => row?.worktree?.missing === true);
    example.git('worktree', 'prune');
    await ground.row('branches', name, (row) => row?.worktree === null);
  });
});

describe('swarm branches create', () => {
  it('creates by name with a work tree, and says what it wants', async () => {
    const service = await startService({ repository: example.folder, startSubjects });
    const made = await swarm(example.folder, ['branches', 'create', '--name', 'made', '--worktree']);
    expect(made.stdout).toMatch(/^Created made at [0-9a-f]{10} in .*-worktrees\/made\.\n$/);
    const json = await swarm(example.folder, ['branches', 'create', '--name', 'plain', '--json']);
    expect(JSON.parse(json.stdout)).toMatchObject({ name: 'plain', worktree: null });
    const wrong = await swarm(example.folder, ['branches', 'create', 'team']);
    expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('give a team and a topic') });
    await service.stop();
  });
});
