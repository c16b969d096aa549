import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { type ExampleRepository, makeRepository } from '../../../infrastructure/git/exampleRepository.ts';
import { swarm } from '../../recordedIo.ts';

let example: ExampleRepository;
let service: RunningService;

beforeEach(async () => {
  example = await makeRepository();
  const { git, commit, folder } = example;
  await commit('a.txt', 'one\n');
  for (const name of ['good', 'conflict']) {
    git('checkout', '--quiet', '-b', name, 'main');
    await commit(name === 'good' ? 'good.txt' : 'a.txt', `${name}\n`);
  }
  git('checkout', '--quiet', 'main');
  await commit('a.txt', 'two\n');
  git('checkout', '--quiet', '--detach');
  const checks = [{ name: 'test', command: ['true'] }];
  await writeFile(path.join(folder, 'swarm.json'), JSON.stringify({ mergeQueue: { checks } }));
  service = await startService({ repository: folder, startSubjects });
});
afterEach(async () => {
  await service.stop();
  await example.remove();
});

const branches = (...args: string[]) => swarm(example.folder, ['branches', ...args]);

async function allow(): Promise<void> {
  const [check] = JSON.parse((await branches('queue', '--checks', '--json')).stdout);
  expect((await branches('queue', '--allow', check.hash.slice(0, 12))).stdout).toContain('  allowed');
}

describe('swarm branches enqueue', () => {
  it('lands a branch, once somebody has allowed the checks', async () => {
    const refused = await branches('enqueue', 'good');
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringMatching(/Nobody has allowed the check test to run: true\..*swarm branches queue --allow/),
    ]);
    await allow();
    const { code, stdout } = await branches('enqueue', 'good', '--wait');
    expect([code, stdout]).toEqual([0, `good landed as ${example.git('rev-parse', 'main').slice(0, 10)}.\n`]);
  });

  it('tells what the queue waits for while it waits with it', async () => {
    await allow();
    example.git('checkout', '--quiet', 'main');
    let told = '';
    const goOn = (text: string) => {
      told += text;
      example.git('checkout', '--quiet', '--detach');
    };
    const args = ['branches', 'enqueue', 'good', '--wait'];
    expect(await swarm(example.folder, args, { stderr: { write: goOn } })).toMatchObject({ code: 0 });
    expect(told).toMatch(/^waits: main is checked out in .*\n$/);
  });

  it('waits for what is in the queue already with the same commit, and says so', async () => {
    await allow();
    await branches('queue', '--pause');
    await branches('enqueue', 'good');
    const again = await branches('enqueue', 'good');
    const there = 'good is already in the queue for main, at position 1, with its last commit.\n';
    expect([again.code, again.stderr]).toEqual([2, `swarm: ${there}`]);
    let told = '';
    const goOn = (text: string) => {
      told += text;
      void branches('queue', '--resume');
    };
    const args = ['branches', 'enqueue', 'good', '--wait'];
    const { code, stdout } = await swarm(example.folder, args, { stderr: { write: goOn } });
    expect([code, stdout]).toEqual([0, expect.stringContaining('good landed as ')]);
    expect(told).toContain(there);
  });

  it('lands no older commit in the place of a newer one, and tells which is queued', async () => {
    await allow();
    await branches('queue', '--pause');
    const { commit } = JSON.parse((await branches('enqueue', 'good', '--json')).stdout);
    example.git('branch', '--force', 'good', 'conflict');
    const newer = example.git('rev-parse', 'good');
    const { code, stderr } = await branches('enqueue', 'good', '--wait');
    const refused = `with ${commit.slice(0, 10)}; cancel it first to enqueue ${newer.slice(0, 10)}.\n`;
    expect([code, stderr]).toEqual([2, expect.stringContaining(refused)]);
  });

  it('says what conflicts, with the hunk', async () => {
    await allow();
    const { code, stdout } = await branches('enqueue', 'conflict', '--wait', '--target', 'main');
    expect(code).toBe(1);
    expect(stdout).toContain('conflict conflicts with main in a.txt.');
    expect(stdout).toContain('CONFLICT (content): Merge conflict in a.txt');
    expect(stdout).toContain('=======\nconflict\n>>>>>>> ');
    const shown = await branches('enqueue', 'good', '--priority', 'high', '--wait', '--json');
    expect(JSON.parse(shown.stdout)).toMatchObject({ branch: 'good', priority: 'high', state: 'landed' });
  });

  it.each([
    [[], 'name one branch'],
    [['good', '--priority', 'now'], '--priority takes low, normal, high, urgent.'],
    [['nowhere'], 'There is no local branch "nowhere".'],
    [['--', '--upload-pack=x'], 'There is no local branch'],
    [['main'], 'main cannot be merged into itself.'],
    [['good', '--target', 'nowhere'], 'There is no local branch "nowhere".'],
  ])('%j is refused with a sentence', async (args, sentence) => {
    const { code, stderr } = await branches('enqueue', ...args);
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
  });
});

describe('swarm branches queue', () => {
  it('shows, pauses, cancels and resumes', async () => {
    expect((await branches('queue')).stdout).toBe('Nothing was ever enqueued.\n');
    await allow();
    expect((await branches('queue', '--pause=release day')).stdout).toContain(': release day\n');
    await branches('enqueue', 'good');
    await branches('enqueue', 'conflict', '--priority', 'urgent');
    const { stdout } = await branches('queue');
    expect(stdout).toMatch(
      /^main: 2 in the queue\n {2}paused by .*: release day\n {2}1\. conflict {2}queued, urgent, enqueued by .*\n {2}2\. good/,
    );
    await branches('queue', '--cancel', 'conflict');
    expect((await branches('queue', '--cancel', 'conflict')).stderr).toContain(
      'conflict is not in the queue for main.',
    );
    const [queue] = JSON.parse((await branches('queue', '--resume', '--json')).stdout);
    expect(queue).toMatchObject({
      target: 'main',
      paused: null,
      finished: [{ report: { cause: 'cancelled' } }],
    });
    expect((await branches('queue', '--resume', '--cancel', 'x')).stderr).toContain('at a time');
    expect((await branches('queue', '--allow', 'abc')).stderr).toContain('at least 8 digits');
  });
});
