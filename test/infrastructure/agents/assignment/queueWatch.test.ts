import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { registerQueueMetrics } from '../../../../server/infrastructure/agents/assignment/queueMetrics.ts';
import { queueOf, strandedBy } from '../../../../server/infrastructure/agents/assignment/taskQueues.ts';
import type { Task } from '../../../../server/protocol/tasks.ts';
import { agentRow } from '../../../agentRow.ts';
import { CoordinationGround } from '../failover/coordinationGround.ts';

let ground: CoordinationGround;
beforeEach(async () => {
  ground = await CoordinationGround.start();
  await ground.contract('C-1', [{ task: 'T-1' }, { task: 'T-2' }, { task: 'T-3' }]);
  ground.agent('Agent-1');
});
afterEach(() => ground.close());

/** The row of a task as it must never be: no decision of the ledger makes it so. */
function spoil(id: string, changes: Partial<Task>): void {
  const row = ground.task(id);
  if (row) ground.rows.set('tasks', id, { ...row, ...changes });
}

describe('the watch over the queues of tasks', () => {
  it('counts open tasks in the one queue each of them is in', async () => {
    await ground.parts.assigner.next('Agent-1', { actor: 'ada' });
    const registry = new Registry();
    registerQueueMetrics(registry, ground.parts.queueWatch);
    const text = await registry.metrics();
    expect(text).toContain('swarm_open_tasks{queue="pool"} 2\n');
    expect(text).toContain('swarm_open_tasks{queue="agent"} 1\n');
    expect(text).toContain('swarm_open_tasks{queue="verification"} 0\n');
    expect(text).toContain('swarm_stranded_tasks 0\n');
  });

  it('tells people of a task that stays stranded, and not of one that is between two steps', async () => {
    spoil('C-1/T-1', { stage: 'claimed', assignee: null });
    ground.time.pass(100);
    expect(ground.rows.get('attention', 'stranded/C-1/T-1')).toBeUndefined();
    ground.time.pass(260);
    expect(ground.rows.get('attention', 'stranded/C-1/T-1')).toMatchObject({
      resource: 'tasks',
      row: 'C-1/T-1',
      message: 'C-1/T-1 is claimed, but nobody has it: give it back with swarm contracts release C-1/T-1.',
    });
    expect(ground.parts.queueWatch.stranded().size).toBe(1);
    spoil('C-1/T-1', { stage: 'open' });
    expect(ground.rows.get('attention', 'stranded/C-1/T-1')).toBeUndefined();
    expect(ground.parts.queueWatch.stranded().size).toBe(0);
  });

  it('finds a task that another agent holds a lease on', async () => {
    await ground.parts.leases.take(
      { holder: 'Agent-2', kind: 'task', subject: 'C-1/T-1', task: 'C-1/T-1', wait: false, seconds: 1000 },
      { actor: 'ada' },
    );
    ground.time.pass(361);
    expect(ground.rows.get('attention', 'stranded/C-1/T-1')?.message).toBe(
      'C-1/T-1 is in the pool, but Agent-2 holds a lease on it: release it with swarm leases release 1.',
    );
    ground.time.pass(1000);
    await ground.settled();
    expect(ground.rows.get('attention', 'stranded/C-1/T-1')).toBeUndefined();
  });

  it('has a queue for every stage of an open task, and sees where its worker is gone', () => {
    const row = ground.task('C-1/T-1');
    if (!row) throw new Error('no task');
    const claimed = { ...row, stage: 'claimed', assignee: 'Agent-1' } as const;
    const agent = agentRow('Agent-1', { quarantined: true });
    expect(strandedBy(claimed, { agent, leases: [] })).toBe(
      'C-1/T-1 waits for Agent-1, which is in quarantine: give it back with swarm contracts release C-1/T-1.',
    );
    expect(strandedBy({ ...claimed, stage: 'verifying' }, { agent, leases: [] })).toBeUndefined();
    expect(strandedBy({ ...claimed, stage: 'open' }, { agent: undefined, leases: [] })).toContain(
      'is in the pool and with Agent-1',
    );
    expect(
      (['open', 'claimed', 'asking', 'verified', 'credited'] as const).map((stage) => queueOf({ stage })),
    ).toEqual(['pool', 'agent', 'waiting-for-input', 'verification', undefined]);
  });
});
