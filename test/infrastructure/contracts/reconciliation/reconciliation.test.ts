import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startService } from '../../../../server/infrastructure/service/service.ts';
import { startSubjects } from '../../../../server/infrastructure/service/subjects.ts';
import { swarm } from '../../../cli/recordedIo.ts';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';

let example: ExampleRepository;
let ground: SubjectGround;

beforeEach(async () => {
  example = await makeRepository();
  await example.commit('core.py', 'x = 1\n'.repeat(900));
  ground = await SubjectGround.start(example.folder);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

const declared = {
  contract_id: 'C-1',
  title: 'Core',
  total_points: 100,
  completed_points: 60,
  tasks: [
    { task_id: 'T-1', title: 'Audit', points: 60, status: 'COMPLETED', claimed_by: 'Agent-1' },
    {
      task_id: 'T-2',
      title: 'Split',
      points: 40,
      file_path: 'core.py',
      current_lines: 900,
      target_lines: 300,
    },
  ],
};

async function declare(content: unknown = declared): Promise<void> {
  await ground.write('swarm.json', { contracts: { sources: ['contracts/*.json'] } });
  await ground.write('contracts/a.json', content);
  await ground.row('contracts', 'C-1', (row) => row !== undefined);
}

const importAll = (dryRun: boolean) => ground.call('importContracts', { body: { dryRun } });
const phantom = (wanted: (reason: string | null | undefined) => boolean) =>
  ground.row('tasks', 'C-1/T-2', (row) => wanted(row?.phantom));
const claim = (body: { agent: string; anyway?: string }) =>
  ground.call('claimTask', { params: { contract: 'C-1', task: 'T-2' }, body });

describe('reconciliation', () => {
  it('lists what disagrees as files and ledger are now, and agrees again once they do', async () => {
    await declare();
    expect((await ground.call('reconciliation')).disagreements).toEqual([]);
    await importAll(false);
    const kinds = async () =>
      (await ground.call('reconciliation')).disagreements.map(({ kind, subject }) => `${kind} ${subject}`);
    expect(await kinds()).toEqual(['completed C-1', 'completed C-1/T-1']);
    await ground.write('agent_workspaces/Agent-3/status.json', { points_earned: 8300 });
    await ground.write('contracts/b.json', [{ agent_id: 'Agent-3', total_points: 1200 }]);
    await ground.write('contracts/a.json', { ...declared, total_points: 138 });
    await writeFile(path.join(example.folder, 'core.py'), 'x = 1\n'.repeat(700));
    expect(await kinds()).toEqual([
      'total C-1',
      'total C-1',
      'agent-points Agent-3',
      'completed C-1',
      'completed C-1/T-1',
      'lines core.py',
    ]);
    await rm(path.join(example.folder, 'contracts'), { recursive: true });
    expect(await kinds()).toEqual([]);
  });

  it('imports by an explicit command alone, once, and keeps what it imported over a restart', async () => {
    await declare();
    const dry = await importAll(true);
    expect(dry.contracts).toMatchObject([{ contract: 'C-1', action: 'open', tasks: [{}, {}], problems: [] }]);
    expect(ground.temporary.log.lastSeq).toBe(0);
    expect({ ...(await importAll(false)), dryRun: true }).toEqual(dry);
    expect(ground.rows.get('tasks', 'C-1/T-1')).toMatchObject({
      state: 'working',
      assignee: 'Agent-1',
      credited: false,
      source: 'contracts/a.json:7',
    });
    expect(ground.rows.get('contracts', 'C-1')).toMatchObject({ credited: 0, held: 60, claimed: 60 });
    const { lastSeq } = ground.temporary.log;
    expect((await importAll(false)).contracts).toMatchObject([{ action: 'present', tasks: [] }]);
    expect(ground.temporary.log.lastSeq).toBe(lastSeq);
    const rows = ground.rows.list('tasks');
    await ground.restart();
    expect(ground.rows.list('tasks')).toEqual(rows);
  });
});

describe('a phantom task', () => {
  it('is flagged before anyone claims it, while its file moves, and is claimed with a reason alone', async () => {
    await declare();
    await importAll(false);
    expect(ground.rows.get('tasks', 'C-1/T-2')?.phantom).toBeNull();
    await rm(path.join(example.folder, 'core.py'));
    await phantom((reason) => reason === 'core.py does not exist.');
    await writeFile(path.join(example.folder, 'core.py'), 'x = 1\n'.repeat(200));
    await phantom((reason) => reason === 'core.py has 200 lines, at most 300 are wanted.');
    await expect(claim({ agent: 'Agent-2' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /^core\.py has 200 lines, at most 300 are wanted\. Claim C-1\/T-2 with a reason/,
      ),
    });
    expect(await claim({ agent: 'Agent-2', anyway: 'It has to go altogether' })).toMatchObject({
      phantom: null,
    });
  });

  it('is found when it is claimed, though nobody has told of the change yet, and when its branch is merged', async () => {
    await ground.call('createContract', { body: { id: 'C-1', title: 'x', total: 50, parties: [] } });
    const task = {
      task: 'T-2',
      title: 'Land it',
      points: 5,
      priority: 'normal' as const,
      files: [],
      requires: [],
    };
    const proof = [{ kind: 'merged' as const, branch: 'feature/x' }];
    await ground.call('addTask', { params: { contract: 'C-1' }, body: { ...task, proof } });
    example.git('checkout', '--quiet', '-b', 'feature/x');
    await example.commit('more.py', 'x = 1\n');
    example.git('checkout', '--quiet', 'main');
    example.git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'feature/x');
    await phantom((reason) => reason === 'feature/x is merged already.');
    const files = ['src/deep/new.py'];
    await ground.call('addTask', {
      params: { contract: 'C-1' },
      body: { ...task, task: 'T-3', files, proof: [] },
    });
    await ground.row('tasks', 'C-1/T-3', (row) => row?.phantom === 'src/deep/new.py does not exist.');
    await mkdir(path.join(example.folder, 'src/deep'), { recursive: true });
    await writeFile(path.join(example.folder, 'src/deep/new.py'), '');
    const params = { contract: 'C-1', task: 'T-3' };
    expect(await ground.call('claimTask', { params, body: { agent: 'Agent-1' } })).toMatchObject({
      assignee: 'Agent-1',
    });
  });
});

describe('swarm contracts reconcile', () => {
  it('compares the files alone where no service runs, and exits 1 while anything disagrees', async () => {
    await declare({ ...declared, total_points: 90 });
    const found = await swarm(example.folder, ['contracts', 'reconcile']);
    expect(found).toMatchObject({
      code: 1,
      stdout: expect.stringContaining(
        'total: C-1 declares 90 points, its tasks (2) add up to 100.\n  contracts/a.json:',
      ),
      stderr: expect.stringContaining('compared without the ledger'),
    });
    await ground.write('contracts/a.json', declared);
    const { code, stdout } = await swarm(example.folder, ['contracts', 'reconcile', '--json']);
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { files: 1, contracts: 1, tasks: 2, agents: 0, disagreements: [], total: 0 },
    ]);
  });
});

describe('swarm contracts import', () => {
  it('tells what it would do, does it when asked to, and says what it left out', async () => {
    await ground.close();
    const tasks = [...declared.tasks, { task_id: 'T-3', title: 'Later', points: 'some' }];
    await ground.write('swarm.json', { contracts: { sources: ['contracts/*.json'] } });
    await ground.write('contracts/a.json', { ...declared, tasks });
    const service = await startService({ repository: example.folder, startSubjects });
    const run = (...args: string[]) => swarm(example.folder, ['contracts', 'import', ...args]);
    const told = await run();
    expect(told).toMatchObject({
      code: 1,
      stdout: [
        'C-1 (100 points, contracts/a.json:1) enters the ledger: Core',
        '  T-1  60  contracts/a.json:7  Audit (claimed by Agent-1, said to be completed)',
        '  T-2  40  contracts/a.json:14  Split',
        '  ! contracts/a.json:22: "Later" has no whole positive points; it is left out.',
        '1 contract and 2 tasks would be imported; --apply does it.',
        '',
      ].join('\n'),
    });
    expect((await run('--apply', 'C-1')).stdout).toContain('1 contract and 2 tasks were imported.');
    expect((await run('C-2')).stdout).toBe('0 contracts and 0 tasks would be imported; --apply does it.\n');
    expect((await swarm(example.folder, ['contracts', 'reconcile'])).code).toBe(1);
    await service.stop();
    ground = await SubjectGround.start(example.folder);
  });
});
