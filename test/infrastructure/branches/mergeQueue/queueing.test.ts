import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { QueueGround } from './queueGround.ts';

let ground: QueueGround;

beforeEach(async () => {
  ground = await QueueGround.start();
});
afterEach(() => ground.close());

const target = 'main';
const call = (name: 'pauseQueue' | 'resumeQueue') => ground.subjects.call(name, { body: { target } });
const cancel = (branch: string) => ground.subjects.call('cancelQueued', { body: { branch, target } });

/** A check that runs until the file `go` is in git's folder. */
function waiting(): readonly string[] {
  const go = JSON.stringify(path.join(ground.example.folder, '.git/go'));
  return [
    process.execPath,
    '-e',
    `setInterval(() => { if (require('node:fs').existsSync(${go})) process.exit(0); }, 10)`,
  ];
}

describe('the order of the queue', () => {
  it('is by priority, then first come, first served', async () => {
    await call('pauseQueue');
    const asked = { a: 'normal', b: 'low', c: 'urgent', d: 'high', e: 'normal' } as const;
    for (const [name, priority] of Object.entries(asked)) {
      await ground.branch(name, `${name}.txt`, 'x\n');
      await ground.enqueue(name, priority);
    }
    const queue = await ground.queue((row) => row?.entries.length === 5);
    expect(queue?.entries.map(({ branch, position }) => `${position}${branch}`)).toEqual([
      '1c',
      '2d',
      '3a',
      '4e',
      '5b',
    ]);
    await ground.configure({ batchSize: 2 });
    await call('resumeQueue');
    const { finished } = await ground.empty();
    expect(finished.map(({ branch }) => branch)).toEqual(['b', 'e', 'a', 'd', 'c']);
  });

  it('takes a branch once, and again after it has left', async () => {
    await call('pauseQueue');
    await ground.branch('a', 'a.txt', 'x\n');
    await ground.enqueue('a');
    await expect(ground.enqueue('a')).rejects.toMatchObject({ code: 'conflict', data: { position: 1 } });
    await cancel('a');
    expect(await ground.enqueue('a')).toMatchObject({ id: '2', position: 1 });
  });
});

describe('moving to the front', () => {
  const toFront = (branch: string) => ground.subjects.call('moveQueuedToFront', { body: { branch, target } });

  it('puts a waiting branch before all others, whatever their priority, the last moved first', async () => {
    await call('pauseQueue');
    const asked = { a: 'urgent', b: 'normal', c: 'low' } as const;
    for (const [name, priority] of Object.entries(asked)) {
      await ground.branch(name, `${name}.txt`, 'x\n');
      await ground.enqueue(name, priority);
    }
    await toFront('b');
    const { entries } = await toFront('c');
    expect(entries.map(({ branch }) => branch)).toEqual(['c', 'b', 'a']);
    await toFront('c');
    const types = await ground.subjects.eventTypes('queue/main');
    expect(types.filter((type) => type === 'queue.moved-to-front')).toHaveLength(2);
  });

  it('is refused for what is under way or not in the queue', async () => {
    await ground.configure({}, [{ name: 'slow', command: waiting() }]);
    await ground.branch('a', 'a.txt', 'x\n');
    await ground.enqueue('a');
    await ground.queue((row) => row?.entries[0]?.state === 'testing');
    await expect(toFront('a')).rejects.toMatchObject({ code: 'conflict' });
    await expect(toFront('nobody')).rejects.toMatchObject({ code: 'not-found' });
    await ground.go();
    await ground.finished('a');
  });
});

describe('a result that is being tested', () => {
  it('shows which of its checks runs', async () => {
    const quick = { name: 'quick', command: [process.execPath, '-e', '0'] };
    await ground.configure({}, [quick, { name: 'slow', command: waiting() }]);
    await ground.branch('a', 'a.txt', 'x\n');
    await ground.enqueue('a');
    const queue = await ground.queue((row) => row?.checking?.name === 'slow');
    expect(queue?.checking).toMatchObject({ number: 2, of: 2 });
    await ground.go();
    await ground.finished('a');
    expect((await ground.empty()).checking).toBeNull();
  });

  it('is given up when its branch is cancelled; the others of its batch are tested again', async () => {
    await ground.configure({}, [{ name: 'wait', command: waiting() }]);
    await call('pauseQueue');
    for (const name of ['a', 'b']) {
      await ground.branch(name, `${name}.txt`, 'x\n');
      await ground.enqueue(name);
    }
    await call('resumeQueue');
    await ground.queue((row) => row?.entries.every(({ state }) => state === 'testing') === true);
    await cancel('a');
    expect(await ground.finished('a')).toMatchObject({ state: 'put-out', report: { cause: 'cancelled' } });
    await ground.queue((row) => row?.entries.length === 1 && row.entries[0]?.state === 'testing');
    await ground.go();
    expect(await ground.finished('b')).toMatchObject({ state: 'landed' });
    expect(ground.example.git('ls-tree', '--name-only', 'main')).toBe('b.txt\nshared.txt');
  });

  it('is queued again when the queue is paused, and nothing lands until it is resumed', async () => {
    await ground.configure({}, [{ name: 'wait', command: waiting() }]);
    await ground.branch('a', 'a.txt', 'x\n');
    await ground.enqueue('a');
    await ground.queue((row) => row?.entries[0]?.state === 'testing');
    expect(await call('pauseQueue')).toMatchObject({
      paused: { actor: 'ada' },
      entries: [{ state: 'queued' }],
    });
    await ground.go();
    await ground.subjects.restart();
    expect(ground.subjects.rows.get('queue', 'main')).toMatchObject({ entries: [{ state: 'queued' }] });
    await call('resumeQueue');
    expect(await ground.finished('a')).toMatchObject({ state: 'landed' });
  });

  it('is built anew where the target moved meanwhile: what others pushed is never lost', async () => {
    await ground.configure({}, [{ name: 'wait', command: waiting() }]);
    await ground.branch('a', 'a.txt', 'x\n');
    await ground.enqueue('a');
    await ground.queue((row) => row?.entries[0]?.state === 'testing');
    await ground.branch('other', 'other.txt', 'o\n');
    ground.example.git('update-ref', 'refs/heads/main', 'other');
    await ground.go();
    expect(await ground.finished('a')).toMatchObject({ state: 'landed' });
    expect(ground.example.git('ls-tree', '--name-only', 'main')).toBe('a.txt\nother.txt\nshared.txt');
    const events = await ground.subjects.eventTypes('queue/main');
    expect(events.filter((type) => type === 'queue.trial-started')).toHaveLength(2);
  });

  it('is put out where the target moves again and again', async () => {
    const { folder } = ground.example;
    const move = ['-C', folder, '-c', 'user.name=Eve', '-c', 'user.email=e@example.org'];
    const program = `const { execFileSync } = require('node:child_process');
      const git = (...args) => execFileSync('git', [...${JSON.stringify(move)}, ...args], { encoding: 'utf8' }).trim();
      git('update-ref', 'refs/heads/main', git('commit-tree', '-p', 'main', '-m', 'moved', 'main^{tree}'));`;
    await ground.configure({}, [{ name: 'move', command: [process.execPath, '-e', program] }]);
    await ground.branch('a', 'a.txt', 'x\n');
    await ground.enqueue('a');
    expect((await ground.finished('a')).report).toMatchObject({
      cause: 'target-moved',
      message: expect.stringContaining('main was moved by others 5 times'),
    });
    expect(ground.example.git('ls-tree', '--name-only', 'main')).toBe('shared.txt');
  });
});

describe('a target that cannot be written', () => {
  it('keeps the tested result until the lock of another git is gone', async () => {
    const { git, folder } = ground.example;
    await ground.branch('a', 'a.txt', 'x\n');
    const lock = path.join(folder, '.git/refs/heads/main.lock');
    git('config', 'core.filesRefLockTimeout', '0');
    await writeFile(lock, '');
    await ground.enqueue('a');
    const queue = await ground.queue((row) => row !== undefined && row.waiting !== null);
    expect(queue?.waiting).toContain(`Another git process holds ${lock}`);
    await rm(lock);
    expect(await ground.finished('a')).toMatchObject({ state: 'landed' });
  });
});
