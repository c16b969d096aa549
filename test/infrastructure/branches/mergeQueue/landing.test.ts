import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueGround } from './queueGround.ts';

let ground: QueueGround;

beforeEach(async () => {
  ground = await QueueGround.start();
});
afterEach(() => ground.close());

describe('a branch in the queue', () => {
  it('lands as a merge commit whose tree is what git merge makes', async () => {
    const tip = await ground.branch('feature/a', 'a.txt', 'a\n');
    const { git } = ground.example;
    const before = git('rev-parse', 'main');
    expect(await ground.enqueue('feature/a')).toMatchObject({
      branch: 'feature/a',
      position: 1,
      commit: tip,
    });
    const entry = await ground.finished('feature/a');
    expect(entry).toMatchObject({ state: 'landed', landed: { commit: git('rev-parse', 'main') } });
    expect(git('log', '-1', '--format=%P|%s', 'main')).toBe(
      `${before} ${tip}|Merge branch 'feature/a' into main`,
    );
    expect(git('rev-parse', 'main^{tree}')).toBe(entry.landed?.tree);
    git('checkout', '--quiet', '--detach', before);
    git('merge', '--quiet', '--no-ff', '-m', 'by hand', tip);
    expect(git('rev-parse', 'HEAD^{tree}')).toBe(entry.landed?.tree);
  });

  it('lands as one commit under the policy squash', async () => {
    await ground.branch('feature/a', 'a.txt', 'a\n');
    ground.example.git('checkout', '--quiet', 'feature/a');
    await ground.example.commit('b.txt', 'b\n');
    ground.example.git('checkout', '--quiet', '--detach');
    await ground.configure({ policy: 'squash' });
    await ground.enqueue('feature/a');
    await ground.finished('feature/a');
    const { git } = ground.example;
    expect(git('log', '--format=%B', 'main~1..main')).toBe(
      "Squash branch 'feature/a'\n\n* Change a.txt\n* Change b.txt",
    );
    expect(git('rev-parse', 'main^{tree}')).toBe(git('rev-parse', 'feature/a^{tree}'));
  });

  it('lands commit by commit under the policy rebase, with authors, dates and messages as they were', async () => {
    const { git } = ground.example;
    await ground.branch('feature/a', 'a.txt', 'a\n');
    git('checkout', '--quiet', 'feature/a');
    git('commit', '--quiet', '--allow-empty', '-m', 'Nothing');
    await ground.example.commit('shared.txt', 'one\ntwo\nthree\nfour\n');
    const author = ['--author', 'Grace Höpper <g@example.org>', '--date', '1700000000 +0530'];
    git('commit', '--quiet', '--amend', ...author, '-m', 'Add four\n\nBecause of five.');
    git('checkout', '--quiet', '--detach');
    await ground.branch('feature/b', 'shared.txt', 'zero\none\ntwo\nthree\n');
    await ground.configure({ policy: 'rebase' });
    await ground.enqueue('feature/b');
    await ground.enqueue('feature/a');
    await ground.finished('feature/a');
    const format = '--format=%an <%ae> %ad|%B|';
    expect(git('log', '--date=raw', format, 'main~1..main')).toBe(
      'Grace Höpper <g@example.org> 1700000000 +0530|Add four\n\nBecause of five.\n|',
    );
    expect(git('log', '--format=%s', '--merges', 'main')).toBe('');
    expect(git('log', '--format=%s', 'main').split('\n')).toEqual([
      'Add four',
      'Change a.txt',
      'Change shared.txt',
      'Change shared.txt',
    ]);
    expect(ground.onMain('shared.txt')).toBe('zero\none\ntwo\nthree\nfour');
  });

  it('is put out where it has nothing that the target lacks', async () => {
    ground.example.git('branch', 'feature/none', 'main');
    await ground.enqueue('feature/none');
    expect((await ground.finished('feature/none')).report).toMatchObject({
      cause: 'nothing-to-land',
      message: 'Everything of feature/none is in main already.',
    });
  });

  it('is put out where its branch is deleted before its turn, and where it shares no history', async () => {
    await ground.branch('feature/gone', 'a.txt', 'a\n');
    await ground.subjects.call('pauseQueue', { body: { target: 'main' } });
    await ground.enqueue('feature/gone');
    const { git, commit } = ground.example;
    git('branch', '-D', 'feature/gone');
    git('checkout', '--quiet', '--orphan', 'elsewhere');
    await commit('other.txt', 'o\n');
    git('checkout', '--quiet', '--detach');
    await ground.enqueue('elsewhere');
    await ground.subjects.call('resumeQueue', { body: { target: 'main' } });
    expect((await ground.finished('feature/gone')).report?.cause).toBe('branch-gone');
    expect((await ground.finished('elsewhere')).report).toMatchObject({
      cause: 'not-mergeable',
      message: 'elsewhere cannot land on main: refusing to merge unrelated histories.',
    });
  });

  it('records for every landing the tree that was tested and the tree that landed: they are one', async () => {
    await ground.configure({}, [{ name: 'test', command: ['true'] }]);
    await ground.branch('feature/a', 'a.txt', 'a\n');
    await ground.enqueue('feature/a');
    const { landed } = await ground.finished('feature/a');
    const events = await ground.subjects.temporary.log.read(0, 1000, 'queue/main');
    const landing = events.find(({ type }) => type === 'queue.landing-started')?.data;
    expect(landing).toMatchObject({ tested: landed?.tree, tree: landed?.tree, to: landed?.commit });
    expect(events.at(-1)).toMatchObject({ type: 'queue.landed', data: { tree: landed?.tree } });
    expect(ground.example.git('rev-parse', 'main^{tree}')).toBe(landed?.tree);
  });
});

describe('a target that is checked out', () => {
  beforeEach(async () => {
    await ground.branch('feature/a', 'a.txt', 'a\n');
    ground.example.git('checkout', '--quiet', 'main');
  });

  const waiting = async () => (await ground.queue((row) => (row?.waiting ?? null) !== null))?.waiting;

  it('is not moved: the queue says where it is and goes on once another branch is there', async () => {
    const { git, folder } = ground.example;
    const before = git('rev-parse', 'main');
    await ground.enqueue('feature/a');
    expect(await waiting()).toBe(
      `main is checked out in ${folder}, which would be out of step once it moves. Switch to another branch there, or set mergeQueue.checkedOutTarget to "fast-forward" in swarm.json.`,
    );
    expect(git('rev-parse', 'main')).toBe(before);
    git('checkout', '--quiet', '--detach');
    expect(await ground.finished('feature/a')).toMatchObject({ state: 'landed' });
    expect(git('status', '--porcelain')).toBe('');
  });

  it('is fast-forwarded where swarm.json wants that and nothing there is changed', async () => {
    const { git, folder } = ground.example;
    await ground.configure({ checkedOutTarget: 'fast-forward' });
    await writeFile(path.join(folder, 'shared.txt'), 'half done\n');
    await ground.enqueue('feature/a');
    expect(await waiting()).toContain(`${folder}, where files are changed. Commit or stash them`);
    git('checkout', '--quiet', 'shared.txt');
    expect(await ground.finished('feature/a')).toMatchObject({ state: 'landed' });
    expect(git('status', '--porcelain')).toBe('?? swarm.json');
    expect(git('rev-parse', '--abbrev-ref', 'HEAD')).toBe('main');
    expect(await readFile(path.join(folder, 'a.txt'), 'utf8')).toBe('a\n');
  });

  it('is not moved over a file that git does not know there', async () => {
    const { git, folder } = ground.example;
    await ground.configure({ checkedOutTarget: 'fast-forward' });
    await writeFile(path.join(folder, 'a.txt'), 'mine\n');
    const before = git('rev-parse', 'main');
    await ground.enqueue('feature/a');
    expect(await waiting()).toContain('main is checked out where the files of the result are in the way');
    expect(ground.subjects.rows.get('queue', 'main')?.entries[0]?.state).toBe('queued');
    expect(git('rev-parse', 'main')).toBe(before);
    expect(await readFile(path.join(folder, 'a.txt'), 'utf8')).toBe('mine\n');
  });
});
