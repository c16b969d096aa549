import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CoordinationGround } from '../failover/coordinationGround.ts';

let ground: CoordinationGround;
beforeEach(async () => {
  ground = await CoordinationGround.start();
});
afterEach(() => ground.close());

const meta = { actor: 'ada' };
const next = (agent: string) => ground.parts.assigner.next(agent, meta);

describe('the next task of an agent', () => {
  it('is the most urgent it can do, with the leases on its files', async () => {
    await ground.contract('C-1', [
      { task: 'T-1' },
      { task: 'T-2', priority: 'urgent', requires: ['python'] },
      { task: 'T-3', priority: 'high', files: ['src/a.ts', 'app/[id]/page.tsx'] },
    ]);
    ground.agent('Agent-1', { capabilities: ['docs'] });
    expect(await next('Agent-1')).toMatchObject({
      task: { id: 'C-1/T-3', assignee: 'Agent-1', stage: 'claimed' },
      leases: [
        { kind: 'task', subject: 'C-1/T-3', task: 'C-1/T-3' },
        { kind: 'paths', globs: ['app/[id]/page.tsx', 'src/a.ts'], task: 'C-1/T-3' },
      ],
      why: 'Agent-1 works on C-1/T-3.',
    });
    ground.agent('Agent-2', { capabilities: ['Python'] });
    expect(await next('Agent-2')).toMatchObject({ task: { id: 'C-1/T-2' } });
  });

  it('is the one it has, however often it asks, so that a lost answer costs nothing', async () => {
    await ground.contract('C-1', [{ task: 'T-1' }, { task: 'T-2' }]);
    ground.agent('Agent-1');
    const first = await next('Agent-1');
    const again = await next('Agent-1');
    expect(again).toMatchObject({ task: { id: 'C-1/T-1', attempt: 1 }, why: 'Agent-1 works on C-1/T-1.' });
    expect(again.leases.map(({ fence }) => fence)).toEqual(first.leases.map(({ fence }) => fence));
  });

  it('is never the same for two agents that ask in the same moment', async () => {
    await ground.contract(
      'C-1',
      Array.from({ length: 30 }, (_, n) => ({ task: `T-${n}` })),
    );
    const agents = Array.from({ length: 40 }, (_, n) => `Agent-${n}`);
    for (const agent of agents) ground.agent(agent);
    const answers = await Promise.all(agents.map(next));
    const given = answers.flatMap(({ task }) => task?.id ?? []);
    expect(given).toHaveLength(30);
    expect(new Set(given).size).toBe(30);
    expect(answers.filter(({ task }) => task === null).map(({ why }) => why)).toContain(
      'Others are claiming what Agent-39 could do at this moment: ask again.',
    );
    expect((await next('Agent-39')).why).toBe('No task is in the pool.');
  });

  it('is one for an agent that asks more than once in the same moment', async () => {
    await ground.contract('C-1', [{ task: 'T-1' }, { task: 'T-2' }, { task: 'T-3' }]);
    ground.agent('Agent-1');
    const answers = await Promise.all([next('Agent-1'), next('Agent-1'), next('Agent-1')]);
    expect(answers.map(({ task }) => task?.id)).toEqual(['C-1/T-1', 'C-1/T-1', 'C-1/T-1']);
    expect(ground.rows.list('tasks').filter(({ assignee }) => assignee !== null)).toHaveLength(1);
  });

  it('is no other one where the request is sent again under its key', async () => {
    await ground.contract('C-1', [{ task: 'T-1' }, { task: 'T-2' }]);
    ground.agent('Agent-1');
    ground.agent('Agent-2');
    const keyed = { actor: 'ada', idempotency: { key: 'ada k-1', requestHash: 'h' } };
    const { assigner, tasks } = ground.parts;
    expect(await assigner.next('Agent-1', keyed)).toMatchObject({ task: { id: 'C-1/T-1' } });
    const other = { actor: 'ada', idempotency: { key: 'ada k-1', requestHash: 'other' } };
    await expect(assigner.next('Agent-2', other)).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await tasks.release({ contract: 'C-1', task: 'T-1' }, { failed: true }, meta);
    expect(await assigner.next('Agent-1', keyed)).toEqual({
      task: null,
      leases: [],
      why: 'This request gave C-1/T-1 to Agent-1, which has gone on since: ask under a new idempotency key.',
    });
    expect(await next('Agent-1')).toMatchObject({ task: { id: 'C-1/T-2' } });
    const later = { actor: 'ada', idempotency: { key: 'ada k-2', requestHash: 'h' } };
    expect(await assigner.next('Agent-1', later)).toMatchObject({ task: { id: 'C-1/T-2' } });
    await tasks.release({ contract: 'C-1', task: 'T-2' }, { failed: false }, meta);
    expect(await assigner.next('Agent-1', later)).toMatchObject({ task: null });
    await ground.restart();
    ground.agent('Agent-1');
    expect(await ground.parts.assigner.next('Agent-1', later)).toMatchObject({
      task: null,
      why: expect.stringMatching(/^This request gave C-1\/T-2 to Agent-1/),
    });
  });

  it('is none whose files another agent holds', async () => {
    await ground.contract('C-1', [{ task: 'T-1', files: ['src/a.ts'] }]);
    ground.agent('Agent-1');
    const lease = await ground.take('Agent-2', 'src/**');
    expect(await next('Agent-1')).toEqual({
      task: null,
      leases: [],
      why: 'Agent-2 holds files of what Agent-1 could do: ask again later.',
    });
    await ground.parts.leases.release(lease.id, {}, meta);
    expect(await next('Agent-1')).toMatchObject({ task: { id: 'C-1/T-1' } });
  });

  it.each([
    ['draining', { draining: true }, 'Agent-1 is draining: it finishes what it has and gets no new task.'],
    ['in quarantine', { quarantined: true }, 'Agent-1 is in quarantine: it gets no task.'],
    ['loaded', { load: 1 }, 'Agent-1 reports a full load and gets no new task.'],
    ['dead', { health: 'dead' }, 'Agent-1 is dead: last seen 2026-11-21T08:00:00.000Z: it gets no task.'],
  ] as const)('is none where it is %s', async (_, changes, why) => {
    await ground.contract('C-1', [{ task: 'T-1' }]);
    ground.agent('Agent-1', changes);
    expect(await next('Agent-1')).toMatchObject({ task: null, why });
    expect(ground.task('C-1/T-1')).toMatchObject({ stage: 'open' });
  });

  it('says what it would have to be able to do', async () => {
    await ground.contract('C-1', [{ task: 'T-1', requires: ['rust', 'gpu'] }]);
    ground.agent('Agent-1', { capabilities: ['gpu'] });
    expect((await next('Agent-1')).why).toBe(
      'No task in the pool is for Agent-1: what is there requires rust.',
    );
    await expect(next('nobody')).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no agent nobody: it becomes known by its first heartbeat.',
    });
  });
});

describe('a task that a person assigns', () => {
  const assign = (task: string, body = {}) =>
    ground.parts.assigner.assign({ contract: 'C-1', task }, body, meta);

  it('goes to the agent that can do it and has least to do', async () => {
    await ground.contract('C-1', [{ task: 'T-1', requires: ['python'] }, { task: 'T-2' }]);
    ground.agent('Agent-1', { capabilities: ['python'], load: 0.9 });
    ground.agent('Agent-2', { capabilities: ['python'], load: 0.2 });
    ground.agent('Agent-3');
    expect(await assign('T-1')).toMatchObject({ task: { assignee: 'Agent-2' }, leases: [{ kind: 'task' }] });
    await expect(assign('T-2', { agent: 'Agent-4' })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('moves from the one who has it, with its leases', async () => {
    await ground.contract('C-1', [{ task: 'T-1', files: ['src/a.ts'] }]);
    ground.agent('Agent-1');
    ground.agent('Agent-2');
    await next('Agent-1');
    expect(await assign('T-1', { agent: 'Agent-2' })).toMatchObject({
      task: { assignee: 'Agent-2', attempt: 2 },
    });
    await ground.settled();
    expect(ground.parts.leases.book.held.map(({ holder, subject }) => `${holder} ${subject}`)).toEqual([
      'Agent-2 C-1/T-1',
      'Agent-2 src/a.ts',
    ]);
  });

  it('moves once where the request is sent again under its key, and to the same agent', async () => {
    await ground.contract('C-1', [{ task: 'T-1' }]);
    for (const agent of ['Agent-1', 'Agent-2', 'Agent-3']) ground.agent(agent);
    await next('Agent-1');
    const keyed = { actor: 'ada', idempotency: { key: 'k-1', requestHash: 'h' } };
    const name = { contract: 'C-1', task: 'T-1' };
    const first = await ground.parts.assigner.assign(name, {}, keyed);
    const again = await ground.parts.assigner.assign(name, {}, keyed);
    expect([first.task?.assignee, first.task?.attempt]).toEqual(['Agent-2', 2]);
    expect([again.task?.assignee, again.task?.attempt]).toEqual(['Agent-2', 2]);
  });

  it('is refused to an agent that lacks what it requires, unless somebody says why', async () => {
    await ground.contract('C-1', [{ task: 'T-1', requires: ['gpu'] }]);
    ground.agent('Agent-1');
    await expect(assign('T-1')).rejects.toMatchObject({
      message: 'No agent can do C-1/T-1: it requires gpu.',
    });
    await expect(assign('T-1', { agent: 'Agent-1' })).rejects.toMatchObject({
      code: 'conflict',
      data: { lacked: ['gpu'] },
    });
    expect(await assign('T-1', { agent: 'Agent-1', anyway: 'it may try' })).toMatchObject({
      task: { assignee: 'Agent-1' },
    });
  });
});

describe('the leases of a task', () => {
  it('are for nobody but the agent that has it, though it may have taken none', async () => {
    await ground.contract('C-1', [{ task: 'T-1' }]);
    ground.agent('Agent-1');
    ground.agent('Agent-2');
    await ground.parts.tasks.claim({ contract: 'C-1', task: 'T-1' }, { agent: 'Agent-1' }, meta);
    const onTask = { kind: 'task', subject: 'C-1/T-1', wait: false } as const;
    const forTask = { kind: 'paths', subject: 'src', task: 'C-1/T-1', wait: true } as const;
    for (const asked of [onTask, { ...onTask, wait: true }, forTask])
      await expect(ground.parts.leases.take({ ...asked, holder: 'Agent-2' }, meta)).rejects.toMatchObject({
        code: 'lease-held',
        message: 'C-1/T-1 is with Agent-1: work on something else, or ask Agent-1 to give it back.',
      });
    expect(await ground.parts.leases.take({ ...onTask, holder: 'Agent-1' }, meta)).toMatchObject({
      state: 'held',
    });
    const inLine = await ground.parts.leases.take({ ...onTask, wait: true, holder: 'Agent-2' }, meta);
    expect(inLine).toMatchObject({ state: 'waiting' });
  });

  it('end when it ends, and when it goes back to the pool', async () => {
    await ground.contract('C-1', [{ task: 'T-1' }, { task: 'T-2' }]);
    ground.agent('Agent-1');
    ground.agent('Agent-2');
    await next('Agent-1');
    await next('Agent-2');
    await ground.parts.tasks.cancel(
      { contract: 'C-1', task: 'T-1' },
      { reason: 'not wanted', as: 'canceled' },
      meta,
    );
    await ground.parts.tasks.release({ contract: 'C-1', task: 'T-2' }, { failed: false }, meta);
    await ground.settled();
    expect(ground.rows.list('leases')).toEqual([]);
  });
});
