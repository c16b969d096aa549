import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueGround } from './queueGround.ts';

let ground: QueueGround;

beforeEach(async () => {
  ground = await QueueGround.start();
});
afterEach(() => ground.close());

async function together(...names: string[]): Promise<void> {
  await ground.subjects.call('pauseQueue', { body: { target: 'main' } });
  for (const name of names) await ground.enqueue(name);
  await ground.subjects.call('resumeQueue', { body: { target: 'main' } });
}

describe('a branch that conflicts', () => {
  it('with one that is queued before it waits for that one, and is then put out with files, hunks and order', async () => {
    await ground.branch('a', 'shared.txt', 'one\nTWO\nthree\n');
    await ground.branch('b', 'shared.txt', 'one\ntwo!\nthree\n');
    await ground.branch('c', 'shared.txt', 'one\ntwo?\nthree\n');
    await ground.branch('d', 'd.txt', 'd\n');
    await together('a', 'b', 'c', 'd');
    const { finished } = await ground.empty();
    expect(finished.map(({ branch, state }) => `${branch} ${state}`).sort()).toEqual([
      'a landed',
      'b put-out',
      'c put-out',
      'd landed',
    ]);
    const { report } = await ground.finished('b');
    expect(report).toMatchObject({
      cause: 'conflict',
      files: ['shared.txt'],
      details: ['CONFLICT (content): Merge conflict in shared.txt'],
      order: ['c', 'b'],
      message:
        'b conflicts with main in shared.txt. Merge main into it, resolve the conflict and enqueue it again. c changes the same files: let it land first.',
    });
    expect(report?.hunks[0]?.text).toBe('<<<<<<< main\nTWO\n=======\ntwo!\n>>>>>>> b');
    expect(ground.onMain('shared.txt')).toBe('one\nTWO\nthree');
  });

  it('lands where the one before it was put out', async () => {
    await ground.configure({}, [{ name: 'test', command: ['test', '!', '-e', 'bad.txt'] }]);
    await ground.branch('a', 'shared.txt', 'one\nTWO\nthree\n');
    ground.example.git('checkout', '--quiet', 'a');
    await ground.example.commit('bad.txt', 'b\n');
    ground.example.git('checkout', '--quiet', '--detach');
    await ground.branch('b', 'shared.txt', 'one\ntwo!\nthree\n');
    await together('a', 'b');
    const { finished } = await ground.empty();
    expect(finished.map(({ branch, state }) => `${branch} ${state}`)).toEqual(['b landed', 'a put-out']);
  });
});

describe('what the repository names as programs', () => {
  it('is not run: no merge driver, no filter, no hook', async () => {
    const { git, commit, folder } = ground.example;
    const ran = path.join(folder, '.git/ran');
    git('config', 'merge.evil.driver', `touch ${ran}; true`);
    git('config', 'filter.evil.smudge', `touch ${ran}; cat`);
    git('config', 'filter.evil.clean', `touch ${ran}; cat`);
    for (const hook of ['post-checkout', 'reference-transaction'])
      await writeFile(path.join(folder, '.git/hooks', hook), `#!/bin/sh\ntouch ${ran}\n`, { mode: 0o755 });
    git('-c', 'core.hooksPath=/dev/null', 'checkout', '--quiet', '--detach', 'main');
    await commit('.gitattributes', '*.txt merge=evil filter=evil\n');
    git('update-ref', 'refs/heads/main', 'HEAD');
    await ground.branch('a', 'shared.txt', 'one\ntwo\nthree\na\n');
    await ground.branch('b', 'shared.txt', 'b\none\ntwo\nthree\n');
    await ground.configure({}, [{ name: 'test', command: ['true'] }]);
    await rm(ran, { force: true });
    await together('a', 'b');
    await ground.empty();
    await ground.subjects.subjects.close();
    expect(existsSync(ran)).toBe(false);
    expect(ground.onMain('shared.txt')).toBe('b\none\ntwo\nthree\na');
  });

  it('leaves the work tree and the index of the person as they are', async () => {
    const { git, folder } = ground.example;
    await ground.branch('a', 'a.txt', 'x\n');
    await writeFile(path.join(folder, 'shared.txt'), 'half done\n');
    await writeFile(path.join(folder, 'a.txt'), 'mine\n');
    git('add', 'shared.txt');
    const before = git('status', '--porcelain');
    await ground.enqueue('a');
    await ground.finished('a');
    expect(git('status', '--porcelain')).toBe(before);
    expect(git('diff', '--cached', '--name-only')).toBe('shared.txt');
  });
});
