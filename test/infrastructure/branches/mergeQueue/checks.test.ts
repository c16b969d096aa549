import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processesIn } from '../../deployments/slots/exampleApplication.ts';
import { QueueGround } from './queueGround.ts';

let ground: QueueGround;

beforeEach(async () => {
  ground = await QueueGround.start();
});
afterEach(async () => {
  await ground.subjects.subjects.close();
  expect(processesIn(ground.subjects.temporary.folder)).toEqual([]);
  expect(ground.example.git('worktree', 'list').split('\n')).toHaveLength(1);
  await ground.close();
});

/** Fails where a file of this name is in the result. */
const without = (file: string) => ['test', '!', '-e', file];
/** A program in JavaScript. */
const script = (program: string) => [process.execPath, '-e', program];

async function events(type: string) {
  const all = await ground.subjects.temporary.log.read(0, 1000, 'queue/main');
  return all.filter((event) => event.type === type);
}

describe('the checks of a merge result', () => {
  it('see the result of the merge, and what fails them twice is put out with their output', async () => {
    await ground.configure({}, [{ name: 'test', command: ['ls', 'missing.txt'] }]);
    await ground.branch('feature/bad', 'bad.txt', 'b\n');
    const before = ground.example.git('rev-parse', 'main');
    await ground.enqueue('feature/bad');
    const { state, report } = await ground.finished('feature/bad');
    expect([state, report?.cause, report?.check?.output]).toEqual([
      'put-out',
      'checks-failed',
      expect.stringContaining('missing.txt'),
    ]);
    expect(report?.message).toBe(
      'feature/bad merged into main fails the check test twice: it exited with code 2.',
    );
    expect(readFileSync(report?.check?.log ?? '', 'utf8')).toBe(report?.check?.output);
    expect(await events('queue.check-retried')).toHaveLength(1);
    expect(ground.example.git('rev-parse', 'main')).toBe(before);
  });

  it('find the culprit of a batch by halves; the others land', async () => {
    await ground.configure({ batchSize: 4 }, [{ name: 'test', command: without('c.txt') }]);
    const names = ['a', 'b', 'c', 'd'];
    for (const name of names) await ground.branch(`feature/${name}`, `${name}.txt`, 'x\n');
    await ground.subjects.call('pauseQueue', { body: { target: 'main' } });
    for (const name of names) await ground.enqueue(`feature/${name}`);
    await ground.subjects.call('resumeQueue', { body: { target: 'main' } });
    const { finished } = await ground.empty();
    expect(finished.map(({ branch, state }) => `${branch} ${state}`)).toEqual([
      'feature/d landed',
      'feature/c put-out',
      'feature/b landed',
      'feature/a landed',
    ]);
    const batches = (await events('queue.trial-started')).map(({ data }) => data['ids']);
    expect(batches).toEqual([['1', '2', '3', '4'], ['1', '2'], ['3', '4'], ['3'], ['4']]);
    expect(ground.example.git('ls-tree', '--name-only', 'main').split('\n')).toEqual([
      'a.txt',
      'b.txt',
      'd.txt',
      'shared.txt',
    ]);
  });

  it('that fail once and then pass are flaky: the branch lands and says so', async () => {
    const mark = `${ground.example.folder}/.git/mark`;
    const program = `const fs = require('node:fs'); if (!fs.existsSync('${mark}')) { fs.writeFileSync('${mark}', ''); process.exit(1); }`;
    await ground.configure({}, [{ name: 'test', command: script(program) }]);
    await ground.branch('feature/a', 'a.txt', 'a\n');
    await ground.enqueue('feature/a');
    expect(await ground.finished('feature/a')).toMatchObject({
      state: 'landed',
      landed: { flaky: ['test'] },
    });
  });

  it('that take too long are ended with all they started', async () => {
    const program = `require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' }); setInterval(() => {}, 1000);`;
    await ground.configure({}, [{ name: 'slow', command: script(program), timeoutSeconds: 0.3 }]);
    await ground.branch('feature/a', 'a.txt', 'a\n');
    await ground.enqueue('feature/a');
    const { report } = await ground.finished('feature/a');
    expect(report?.message).toContain('it took longer than 0.3 s.');
    await ground.queue((row) => row?.entries.length === 0);
  });

  it('that change a tracked file have not tested what would land', async () => {
    const program = `require('node:fs').appendFileSync('shared.txt', 'formatted');`;
    await ground.configure({}, [{ name: 'format', command: script(program) }]);
    await ground.branch('feature/a', 'a.txt', 'a\n');
    await ground.enqueue('feature/a');
    const { report } = await ground.finished('feature/a');
    expect(report?.message).toContain(
      'changed files of the repository, so it did not test what would land: shared.txt',
    );
  });

  it('that cannot be started say so', async () => {
    await ground.subjects.write('swarm.json', {
      mergeQueue: { checks: [{ name: 'test', command: ['no-such-program'] }] },
      teams: { now: { branchPrefix: 'now' } },
    });
    await ground.subjects.row('teams', 'now', (row) => row !== undefined);
    for (const { hash } of await ground.subjects.call('queueChecks'))
      await ground.subjects.call('approveCheck', { body: { hash } });
    await ground.branch('feature/a', 'a.txt', 'a\n');
    await ground.enqueue('feature/a');
    const { report } = await ground.finished('feature/a');
    expect(report?.message).toContain('it cannot start "no-such-program": there is no such program.');
  });

  it('of a team run for its branches alone', async () => {
    const check = { name: 'web', command: [process.execPath, '-e', 'process.exit(1)'] };
    await ground.configure({ batchSize: 1 }, [], {
      web: { branchPrefix: 'feature/web', mergeQueue: { policy: 'squash', checks: [check] } },
    });
    await ground.branch('feature/web-a', 'a.txt', 'a\n');
    await ground.branch('feature/other', 'b.txt', 'b\n');
    expect(await ground.enqueue('feature/web-a')).toMatchObject({ policy: 'squash', team: 'web' });
    expect(await ground.enqueue('feature/other')).toMatchObject({ policy: 'merge', team: null });
    expect(await ground.finished('feature/web-a')).toMatchObject({ state: 'put-out' });
    expect(await ground.finished('feature/other')).toMatchObject({ state: 'landed' });
  });
});

describe('a check that nobody has allowed', () => {
  it('keeps a branch out of the queue, and makes the queue wait where it is new or changed', async () => {
    await ground.configure({}, [{ name: 'test', command: ['true'] }]);
    await ground.branch('feature/a', 'a.txt', 'a\n');
    await ground.subjects.call('pauseQueue', { body: { target: 'main' } });
    await ground.enqueue('feature/a');
    await ground.subjects.write('swarm.json', {
      mergeQueue: { checks: [{ name: 'test', command: ['touch', 'evil'] }] },
      teams: { now: { branchPrefix: 'now' } },
    });
    await ground.subjects.row('teams', 'now', (row) => row !== undefined);
    await ground.subjects.call('resumeQueue', { body: { target: 'main' } });
    const queue = await ground.queue((row) => row !== undefined && row.waiting !== null);
    expect(queue?.waiting).toContain('Nobody has allowed the check test to run: touch evil.');
    await ground.branch('feature/b', 'b.txt', 'b\n');
    await expect(ground.enqueue('feature/b')).rejects.toMatchObject({ code: 'command-not-approved' });
    const [check] = await ground.subjects.call('queueChecks');
    await ground.subjects.call('approveCheck', { body: { hash: check?.hash ?? '' } });
    expect(await ground.finished('feature/a')).toMatchObject({ state: 'landed' });
    const stale = { hash: 'f'.repeat(64) };
    await expect(ground.subjects.call('approveCheck', { body: stale })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});
