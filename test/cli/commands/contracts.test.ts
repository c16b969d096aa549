import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RunningService, startService } from '../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../server/infrastructure/service/subjects.ts';
import { type ExampleRepository, makeRepository } from '../../infrastructure/git/exampleRepository.ts';
import { swarm } from '../recordedIo.ts';

let example: ExampleRepository;
let service: RunningService;

beforeAll(async () => {
  example = await makeRepository();
  await example.commit('core.py', 'x = 1\n'.repeat(400));
  service = await startService({ repository: example.folder, startSubjects });
});
afterAll(async () => {
  await service.stop();
  await example.remove();
});

const contracts = (...args: string[]) => swarm(example.folder, ['contracts', ...args]);

describe('swarm contracts', () => {
  it('brings a task from its contract over its evidence to the leaderboard', async () => {
    expect(await contracts('create', 'C-1', '--points', '100', '--deadline', '2099-01-01')).toMatchObject({
      code: 0,
      stdout: 'Contract C-1 has 100 points: C-1\n',
    });
    const proof = ['--proof', 'lines:core.py:300@feature/split'];
    expect((await contracts('task', 'add', 'C-1/T-1', '--points', '60', ...proof)).stdout).toBe(
      'C-1/T-1  60 points  submitted (open)  nobody has it  T-1\n',
    );
    expect((await contracts('claim', 'C-1/T-1', '--agent', 'Agent-1')).stdout).toContain(
      'working (claimed)  Agent-1',
    );
    example.git('checkout', '--quiet', '-b', 'feature/split');
    await example.commit('core.py', 'x = 1\n'.repeat(250));
    const submitted = await contracts('submit', 'C-1/T-1', '--evidence', 'commit:feature/split:core.py');
    expect(submitted).toMatchObject({ code: 0, stdout: expect.stringContaining('completed (verified)') });
    expect(submitted.stdout).toMatch(
      /^ {2}holds {4}core\.py at feature\/split \([0-9a-f]{7}\) has 250 lines/m,
    );
    expect((await contracts('credit', 'C-1/T-1')).stdout).toContain('completed (credited)');
    expect((await contracts('leaderboard')).stdout).toMatch(/^1 +60 +1 +0 +Agent-1 +-$/m);
    const { stdout } = await contracts('show', 'C-1');
    expect(stdout).toContain('60 of 100 points credited, 0 held, 40 free; from ledger');
    expect(stdout).toMatch(/task\.credited +held\/C-1\/T-1 -60, earned\/Agent-1 \+60/);
    const { entries, balances } = JSON.parse((await contracts('show', 'C-1', '--json')).stdout);
    expect([entries.length, balances.length]).toEqual([3, 4]);
    expect((await contracts('list')).stdout).toMatch(/^C-1 +60 of 100 +0 +1 credited /m);
  });

  it('changes a contract, lets a worker ask, and closes it when nothing is held any more', async () => {
    await contracts('create', 'C-4', '--points', '10');
    const amended = await contracts('amend', 'C-4', '--points', '20', '--reason', 'more to do');
    expect(amended.stdout).toBe('C-4  0 of 20 points credited, 0 held  C-4\n');
    await contracts('task', 'add', 'C-4/T-1', '--points', '20');
    await contracts('claim', 'C-4/T-1', '--agent', 'Agent-1');
    expect((await contracts('ask', 'C-4/T-1', '--question', 'Which?')).stdout).toMatch(
      /input-required.*\n {2}Which\?/,
    );
    expect((await contracts('answer', 'C-4/T-1', '--reason', 'Both')).stdout).toContain('working (claimed)');
    expect((await contracts('close', 'C-4', '--reason', 'done')).stderr).toContain('are held for T-1');
    await contracts('release', 'C-4/T-1', '--failed', '--reason', 'no idea');
    expect((await contracts('close', 'C-4', '--reason', 'done')).stdout).toContain('closed: done');
    expect((await contracts('reopen', 'C-4', '--reason', 'not yet')).code).toBe(0);
    expect((await contracts('amend', 'C-4', '--deadline', '2026-02-31', '--reason', 'x')).code).toBe(2);
  });

  it('tells by its exit code that evidence does not hold, and by a sentence what was wrong with a call', async () => {
    await contracts('create', 'C-2', '--points', '10');
    await contracts('task', 'add', 'C-2/T-1', '--points', '10');
    await contracts('claim', 'C-2/T-1', '--agent', 'Agent-1');
    expect(await contracts('submit', 'C-2/T-1', '--evidence', 'lines:core.py:9')).toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /^ {2}fails {4}core\.py at main .* has 400 lines; at most 9 are asked for\.$/m,
      ),
    });
    const wrong = [
      [
        ['submit', 'C-2/T-1', '--evidence', 'trust:me'],
        /"trust:me" is no evidence\. Evidence is written as merged:/,
      ],
      [['credit', 'C-2'], /contracts credit: name one task as <contract>\/<task>/],
      [['claim', 'C-2/T-9', '--agent', 'Agent-1'], /C-2 has no task T-9\./],
      [['accept', 'C-2/T-1'], /contracts accept: say why with --reason\./],
      [['create', 'C-3', '--points', '-5'], /points/],
      [['create', 'C-3', '--points', '0'], /--points takes a whole number from 1 to 999999999/],
      [['submit', 'C-2/T-1', '--report', 'none.xml'], /there is no report to read at none\.xml \(ENOENT\)/],
      [['show', 'C-9'], /there is no contract C-9/],
    ] as const;
    for (const [args, sentence] of wrong)
      expect(await contracts(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
  });
});
