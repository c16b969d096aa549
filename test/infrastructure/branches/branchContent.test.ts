import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExampleRepository, makeBranchedRepository } from '../git/exampleRepository.ts';
import { SubjectGround } from '../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround;

beforeEach(async () => {
  example = await makeBranchedRepository();
});
afterEach(async () => {
  await ground.close();
  await example.remove();
  await rm(`${example.folder}-worktrees`, { recursive: true, force: true });
});

async function commitOn(branch: string, files: Record<string, string | Buffer | null>): Promise<void> {
  example.git('switch', '--quiet', '--create', branch, 'main');
  for (const [name, content] of Object.entries(files)) {
    if (content === null) example.git('rm', '--quiet', name);
    else await writeFile(path.join(example.folder, name), content);
  }
  example.git('add', '--all');
  example.git('commit', '--quiet', '--message', `Change ${branch}`);
  example.git('switch', '--quiet', 'main');
}

describe('comparing a branch with the base', () => {
  it('names each file by what it was and what it is, whatever it is called', async () => {
    await commitOn('feature/files', { 'app.py': null, 'line\nbreak "x".txt': 'new\n' });
    ground = await SubjectGround.start(example.folder);
    const diff = await ground.call('branchDiff', { query: { branch: 'feature/files' } });
    expect(diff).toMatchObject({ base: 'main', from: example.git('rev-parse', 'main').trim(), omitted: 0 });
    const [gone, added] = diff.files;
    expect(gone).toMatchObject({ before: { path: 'app.py' }, after: null });
    expect(added).toMatchObject({ before: null, after: { path: 'line\nbreak "x".txt' } });
    const blob = await ground.call('blob', { query: { id: added?.after?.blob ?? '' } });
    expect(blob).toMatchObject({ text: 'new\n', bytes: 4, why: null });
  });

  it('tells a renamed file as one', async () => {
    const text = Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join('');
    await commitOn('first', { 'long.txt': text });
    example.git('merge', '--quiet', 'first');
    example.git('switch', '--quiet', '--create', 'renames');
    example.git('mv', 'long.txt', 'other.txt');
    example.git('commit', '--quiet', '--message', 'Rename');
    example.git('switch', '--quiet', 'main');
    ground = await SubjectGround.start(example.folder);
    const { files } = await ground.call('branchDiff', { query: { branch: 'renames' } });
    expect(files).toMatchObject([{ before: { path: 'long.txt' }, after: { path: 'other.txt' } }]);
  });

  it('says of binary and of huge files why there is no text', async () => {
    await commitOn('feature/big', {
      binary: Buffer.from([1, 0, 2]),
      huge: Buffer.alloc(6 * 1024 * 1024, 'x'),
    });
    ground = await SubjectGround.start(example.folder);
    const { files } = await ground.call('branchDiff', { query: { branch: 'feature/big' } });
    const blobs = await Promise.all(
      files.map(({ after }) => ground.call('blob', { query: { id: after?.blob ?? '' } })),
    );
    expect(blobs.map(({ text }) => text)).toEqual([null, null]);
    expect(blobs[0]?.why).toBe('The file is binary and has 3 bytes.');
    expect(blobs[1]?.why).toMatch(/6291456 bytes, too many/);
  });

  it('refuses what is no branch and no content in a sentence', async () => {
    ground = await SubjectGround.start(example.folder);
    for (const branch of ['nowhere', '--all', 'main..x'])
      await expect(ground.call('branchDiff', { query: { branch } })).rejects.toMatchObject({
        code: 'not-found',
      });
    const missing = 'a'.repeat(40);
    const tree = example.git('rev-parse', 'main^{tree}').trim();
    for (const id of [missing, tree])
      await expect(ground.call('blob', { query: { id } })).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('comparing what is live with what may take its place', () => {
  it('names the commits that come, counts those that go, and gives each file by both its contents', async () => {
    await commitOn('feature/old', { 'old.txt': 'old\n' });
    await commitOn('feature/new', { 'new.txt': 'new\n' });
    ground = await SubjectGround.start(example.folder);
    const query = { from: 'feature/old', to: 'feature/new' };
    const found = await ground.call('compareCommits', { query });
    expect(found).toMatchObject({ ahead: 1, behind: 1, omitted: 0 });
    expect(found.commits).toMatchObject([
      { commit: found.to, subject: 'Change feature/new', parent: example.git('rev-parse', 'main').trim() },
    ]);
    expect(found.files.map(({ before, after }) => [before?.path, after?.path])).toEqual([
      [undefined, 'new.txt'],
      ['old.txt', undefined],
    ]);
  });

  it('finds nothing between a commit and itself, and refuses what is none in a sentence', async () => {
    ground = await SubjectGround.start(example.folder);
    const same = await ground.call('compareCommits', { query: { from: 'main', to: 'main' } });
    expect(same).toMatchObject({ commits: [], ahead: 0, behind: 0, files: [] });
    for (const from of ['nowhere', 'main..x', 'a'.repeat(40)])
      await expect(ground.call('compareCommits', { query: { from, to: 'main' } })).rejects.toMatchObject({
        code: 'not-found',
        message: expect.stringMatching(/There is no revision/),
      });
  });
});

describe('a work tree for a branch that is there', () => {
  it('is made once, and what is changed in it is counted on the row', async () => {
    await commitOn('feature/agent', { 'x.txt': 'x\n' });
    ground = await SubjectGround.start(example.folder);
    const made = await ground.call('addWorktree', { body: { branch: 'feature/agent' } });
    const tree = made.worktree?.path ?? '';
    expect(example.git('-C', tree, 'branch', '--show-current').trim()).toBe('feature/agent');
    expect((await ground.call('addWorktree', { body: { branch: 'feature/agent' } })).worktree).toMatchObject({
      path: tree,
    });
    await writeFile(path.join(tree, 'x.txt'), 'changed\n');
    await writeFile(path.join(tree, 'untracked.txt'), '');
    const row = await ground.row('branches', 'feature/agent', (one) => one?.worktree?.dirty === 2);
    expect(row?.worktree?.main).toBe(false);
  });

  it('is not made of what is no branch', async () => {
    ground = await SubjectGround.start(example.folder);
    await expect(ground.call('addWorktree', { body: { branch: 'nowhere' } })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});
