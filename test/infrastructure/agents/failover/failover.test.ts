import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  decideBegin,
  failoverSubject,
} from '../../../../server/infrastructure/agents/failover/failoverSubject.ts';
import type { Agent } from '../../../../server/protocol/agents.ts';
import { CoordinationGround } from './coordinationGround.ts';

let ground: CoordinationGround;
beforeEach(async () => {
  ground = await CoordinationGround.start();
  await ground.contract('C-1', [{ task: 'T-1' }, { task: 'T-2' }]);
  ground.agent('Agent-1', { branch: 'feature/x', worktree: '/work/x' });
  await ground.claim('C-1/T-1', 'Agent-1');
  await ground.take('Agent-1', 'src/**', 100_000);
});
afterEach(() => ground.close());

const dead: Partial<Agent> = { health: 'dead', branch: 'feature/x', worktree: '/work/x' };

/** What a service has recorded of a failover when it is killed. */
async function stepsBeforeKill(steps: number): Promise<void> {
  const { commands, leases, tasks } = ground.parts;
  const held = leases.book.held.map(({ id, subject, fence }) => ({ id, subject, fence }));
  const given = { branch: null, worktree: null, tasks: [{ id: 'C-1/T-1', attempt: 1 }] };
  const had = { why: 'is dead', leases: held, ...given };
  const meta = { actor: 'swarm' };
  await commands.execute(failoverSubject, 'Agent-1', (state) => decideBegin(state, had), meta);
  if (steps > 0) await leases.end(new Set(held.map(({ id }) => id)), 'failed-over', null);
  const name = { contract: 'C-1', task: 'T-1' };
  if (steps > 1) await tasks.release(name, { attempt: 1, failed: false }, meta);
}

describe('what an agent has', () => {
  it('goes back to the pool once it has been dead for the configured time, and its branch is named', async () => {
    ground.agent('Agent-1', dead);
    await ground.settled();
    ground.time.pass(299);
    await ground.settled();
    expect(ground.task('C-1/T-1')).toMatchObject({ assignee: 'Agent-1', stage: 'claimed' });
    ground.time.pass(1);
    await ground.settled();
    expect(ground.task('C-1/T-1')).toMatchObject({ assignee: null, stage: 'open' });
    expect(ground.rows.list('leases')).toEqual([]);
    expect(await ground.eventTypes('failover/Agent-1')).toEqual(['failover.begun', 'failover.completed']);
    const [begun] = (await ground.temporary.log.read(0, 100)).filter(({ type }) => type === 'failover.begun');
    expect(begun?.data).toMatchObject({
      branch: 'feature/x',
      worktree: '/work/x',
      tasks: [{ id: 'C-1/T-1', attempt: 1 }],
    });
    expect(ground.rows.get('attention', 'failover/Agent-1')).toMatchObject({
      row: 'Agent-1',
      message:
        'Agent-1 is dead: last seen 2026-11-21T08:00:00.000Z; 1 task (C-1/T-1) and 1 lease went back to the pool. Its work is kept on feature/x in /work/x.',
    });
  });

  it('stays where a clock that jumps makes every agent look dead for a moment', async () => {
    ground.time.jump(7200);
    ground.agent('Agent-1', dead);
    await ground.settled();
    ground.time.pass(100);
    ground.agent('Agent-1', { health: 'fresh' });
    await ground.settled();
    ground.agent('Agent-1', dead);
    ground.time.pass(250);
    await ground.settled();
    expect(ground.task('C-1/T-1')).toMatchObject({ assignee: 'Agent-1' });
  });

  it.each([
    ['at once where it is in quarantine', { quarantined: true }, 0],
    ['where it has ended and hands nothing in', { health: 'ended', state: 'end' }, 300],
    ['where its process is gone, whatever it claims', { condition: 'ghost' }, 300],
  ] as const)('goes back %s', async (_, changes, seconds) => {
    ground.agent('Agent-1', changes);
    await ground.settled();
    ground.time.pass(seconds);
    await ground.settled();
    expect(ground.task('C-1/T-1')).toMatchObject({ stage: 'open' });
    expect(ground.rows.list('leases')).toEqual([]);
  });

  it('goes back once, and what others have by then is theirs', async () => {
    ground.agent('Agent-1', { quarantined: true });
    await ground.settled();
    ground.agent('Agent-2');
    await ground.claim('C-1/T-1', 'Agent-2');
    const theirs = await ground.take('Agent-2', 'src/a.ts', 100_000);
    ground.agent('Agent-1', { quarantined: true, mission: 'again' });
    await ground.settled();
    await ground.restart();
    await ground.settled();
    expect(ground.task('C-1/T-1')).toMatchObject({ assignee: 'Agent-2', attempt: 2 });
    expect(ground.rows.list('leases')).toMatchObject([{ id: theirs.id }]);
    expect((await ground.eventTypes('contract/C-1')).filter((type) => type === 'task.released')).toHaveLength(
      1,
    );
    expect(ground.rows.get('attention', 'failover/Agent-1')).toBeUndefined();
  });

  it('is refused to an agent that comes back, with a sentence', async () => {
    const [lease] = ground.rows.list('leases');
    ground.agent('Agent-1', dead);
    await ground.settled();
    ground.time.pass(300);
    await ground.settled();
    ground.agent('Agent-1', { health: 'fresh' });
    await ground.settled();
    await expect(
      ground.parts.leases.renew(lease?.id ?? '', { holder: 'Agent-1' }, { actor: 'Agent-1' }),
    ).rejects.toMatchObject({
      code: 'lease-lost',
      message: expect.stringContaining('given back because its holder counted as gone'),
    });
    expect(ground.rows.get('attention', 'failover/Agent-1')).toBeUndefined();
  });

  // A kill can come before and after each of the steps; what was begun is what the log says.
  it.each([0, 1, 2])('goes back once where the service is killed after %d of its steps', async (steps) => {
    await stepsBeforeKill(steps);
    await ground.restart();
    await ground.settled();
    expect(ground.task('C-1/T-1')).toMatchObject({ stage: 'open', attempt: 1 });
    expect(await ground.eventTypes('leases/book')).toEqual(['lease.taken', 'lease.failed-over']);
    const released = (await ground.eventTypes('contract/C-1')).filter((type) => type === 'task.released');
    expect(released).toHaveLength(1);
    expect(await ground.eventTypes('failover/Agent-1')).toEqual(['failover.begun', 'failover.completed']);
  });
});
