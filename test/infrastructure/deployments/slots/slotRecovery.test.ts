import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { slotSubject } from '../../../../server/infrastructure/deployments/slots/slotSubject.ts';
import type { ExampleRepository } from '../../git/exampleRepository.ts';
import type { SubjectGround } from '../../subjectGround.ts';
import { approve, processesIn, startApplication } from './exampleApplication.ts';
import { requestedStart } from './requestedStart.ts';

const id = 'development/web/slot-1';
const params = { environment: 'development', team: 'web', slot: 'slot-1' };

let example: ExampleRepository;
let ground: SubjectGround;

beforeEach(async () => {
  ({ example, ground } = await startApplication('normal'));
  await approve(ground);
  await ground.call('startSlot', { params, body: { revision: 'main' } });
  await ground.row('slots', id, (row) => row?.state === 'healthy');
});
afterEach(async () => {
  await ground.call('stopSlot', { params, body: {} });
  await ground.row('slots', id, (row) => row === undefined || row.state === 'idle');
  expect(processesIn(ground.temporary.folder)).toEqual([]);
  await ground.close();
  await example.remove();
});

describe('after a restart of the service', () => {
  it('a program that still runs is found again, checked, and can be stopped', async () => {
    const before = ground.rows.get('slots', id);
    await ground.restart();
    expect(ground.rows.get('slots', id)).toMatchObject({
      state: 'healthy',
      pid: before?.pid,
      url: before?.url,
    });
    expect(ground.subjects.running()).toBe(true);
    await fetch(`${before?.url}/sick`);
    await ground.row('slots', id, (row) => row?.state === 'unhealthy');
  });

  it('an adopted program that exits fails its slot', async () => {
    await ground.restart();
    await fetch(`${ground.rows.get('slots', id)?.url}/exit`).catch(() => {});
    const row = await ground.row('slots', id, (one) => one?.state === 'failed');
    expect(row?.problem).toBe('The program exited.');
  });

  it('a program that ended meanwhile fails its slot, also where another process has its pid now', async () => {
    const { pid } = ground.rows.get('slots', id) ?? {};
    const forged = {
      revision: 'main',
      commit: example.git('rev-parse', 'main'),
      pid: process.pid,
      startTime: '1',
      port: 1,
      log: '',
      healthPath: '/',
      stopTimeoutSeconds: 1,
    };
    const other = 'development/web/slot-2';
    for (const type of ['slot.start-requested', 'slot.started', 'slot.healthy'])
      await ground.commands.execute(slotSubject, other, () => [{ type, data: { ...forged } }], {
        actor: 'ada',
      });
    await ground.subjects.close();
    process.kill(pid ?? 0, 'SIGKILL');
    while (processesIn(ground.temporary.folder).length > 0)
      await new Promise((resolve) => setImmediate(resolve));
    await ground.restart();
    for (const one of [id, other])
      expect(await ground.row('slots', one, (row) => row?.state === 'failed')).toMatchObject({
        problem: expect.stringMatching(/^The program exited while the service was away\./),
      });
    expect(example.git('worktree', 'list').split('\n')).toHaveLength(1);
  });

  it('a start that was interrupted is failed, and what it started is ended, recorded or not', async () => {
    const commit = example.git('rev-parse', 'main');
    await ground.subjects.close();
    // As after a crash between the spawn and its event: the process runs, the log does not know it.
    await ground.commands.execute(slotSubject, id, () => [requestedStart(commit)], {
      actor: 'ada',
    });
    expect(processesIn(ground.temporary.folder)).toHaveLength(1);
    await ground.restart();
    expect(await ground.row('slots', id, (row) => row?.state === 'failed')).toMatchObject({
      problem: expect.stringContaining('interrupted'),
    });
    expect(processesIn(ground.temporary.folder)).toEqual([]);
  });

  it('a slot that swarm.json no longer has stays listed until it is stopped', async () => {
    await ground.write('swarm.json', {});
    await ground.row('slots', 'development/idle/slot-3', (row) => row === undefined);
    expect(ground.rows.get('slots', id)).toMatchObject({ state: 'healthy' });
    await ground.restart();
    expect(ground.rows.get('slots', id)).toMatchObject({ state: 'healthy' });
    await ground.call('stopSlot', { params, body: {} });
    await ground.row('slots', id, (row) => row === undefined);
    await ground.write('swarm.json', {
      teams: { web: { branchPrefix: 'w' } },
      environments: { development: { slots: { web: ['slot-1'] } } },
    });
    await ground.row('slots', id, (row) => row?.state === 'idle');
  });
});
