import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { queueOf, strandedBy } from '../../../../server/infrastructure/agents/assignment/taskQueues.ts';
import { Refusal } from '../../../../server/infrastructure/refusal.ts';
import type { Task } from '../../../../server/protocol/tasks.ts';
import { CoordinationGround } from '../failover/coordinationGround.ts';

const agents = ['Agent-1', 'Agent-2', 'Agent-3', 'Agent-4'];
const meta = { actor: 'ada' };
const files = [[], ['src/a.ts'], ['src/a.ts', 'src/b.ts'], ['docs/x.md']];

const agent = fc.constantFrom(...agents);
const task = fc.integer({ min: 0, max: 11 }).map((n) => ({ contract: 'C-1', task: `T-${n}` }));
const operation = fc.oneof(
  { weight: 6, arbitrary: fc.record({ op: fc.constant('next' as const), agent }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('race' as const) }) },
  { weight: 2, arbitrary: fc.record({ op: fc.constant('release' as const), task, failed: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('cancel' as const), task }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('assign' as const), task, agent }) },
  { weight: 1, arbitrary: fc.record({ op: fc.constant('ask' as const), task }) },
  {
    weight: 2,
    arbitrary: fc.record({
      op: fc.constant('take' as const),
      agent,
      glob: fc.constantFrom('src/**', 'docs/*', '**/*.ts'),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      op: fc.constant('kill' as const),
      agent,
      how: fc.constantFrom('dead' as const, 'quarantine' as const, 'end' as const),
    }),
  },
  { weight: 3, arbitrary: fc.record({ op: fc.constant('revive' as const), agent }) },
  {
    weight: 2,
    arbitrary: fc.record({ op: fc.constant('pass' as const), seconds: fc.constantFrom(10, 200, 400) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ op: fc.constantFrom('restart' as const, 'race' as const, 'race' as const) }),
  },
);
type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

const gone = {
  dead: { health: 'dead' },
  quarantine: { quarantined: true },
  end: { health: 'ended' },
} as const;

async function perform(ground: CoordinationGround, one: Operation): Promise<unknown> {
  const { assigner, tasks } = ground.parts;
  switch (one.op) {
    case 'next':
      return assigner.next(one.agent, meta);
    case 'race':
      return Promise.all(agents.map((id) => assigner.next(id, meta)));
    case 'release':
      return tasks.release(one.task, { failed: one.failed }, meta);
    case 'cancel':
      return tasks.cancel(one.task, { reason: 'not wanted', as: 'canceled' }, meta);
    case 'assign':
      return assigner.assign(one.task, { agent: one.agent }, meta);
    case 'ask':
      return tasks.ask(one.task, { question: 'which way?' }, meta);
    case 'take':
      return ground.take(one.agent, one.glob, 300);
    case 'kill':
      return ground.agent(one.agent, gone[one.how]);
    case 'revive':
      return ground.agent(one.agent);
    case 'pass':
      return ground.time.pass(one.seconds);
    case 'restart':
      return ground.restart();
  }
}

/** Every open task is in one queue, nobody holds what is another's, and nothing stays with an agent that is gone for good. */
function expectSound(ground: CoordinationGround): void {
  const all = ground.rows.list('tasks');
  const { held } = ground.parts.leases.book;
  for (const one of all) {
    const agentRow = one.assignee === null ? undefined : ground.rows.get('agents', one.assignee);
    // All but those in quarantine keep what they have for a while: they may come back.
    const isWaitedFor = agentRow?.health !== 'fresh' && agentRow?.quarantined !== true;
    const around = {
      agent: isWaitedFor ? undefined : agentRow,
      leases: held.filter((lease) => lease.task === one.id),
    };
    expect(strandedBy(one, around)).toBeUndefined();
  }
  const open = all.filter((one) => queueOf(one) !== undefined).length;
  const counts = Object.values(ground.parts.queueWatch.counts());
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(open);
  expect(ground.parts.queueWatch.stranded().size).toBe(0);
}

async function afterAll(operations: readonly Operation[]): Promise<void> {
  const ground = await CoordinationGround.start();
  try {
    const made = Array.from({ length: 12 }, (_, n): { task: string } & Partial<Task> => ({
      task: `T-${n}`,
      files: files[n % 4] ?? [],
    }));
    await ground.contract('C-1', made);
    for (const id of agents) ground.agent(id);
    for (const one of operations) {
      await perform(ground, one).catch((error: unknown) => {
        if (!(error instanceof Refusal)) throw error;
      });
      await ground.settled();
      expectSound(ground);
    }
    await expectAllReturned(ground);
  } finally {
    await ground.close();
  }
}

/** Where everybody dies everything is in the pool again, or over: nothing is stranded. */
async function expectAllReturned(ground: CoordinationGround): Promise<void> {
  for (const id of agents) ground.agent(id, { health: 'dead' });
  await ground.settled();
  ground.time.pass(301);
  await ground.settled();
  for (const one of ground.rows.list('tasks')) expect(['pool', undefined]).toContain(queueOf(one));
  expect(ground.parts.leases.book.held).toEqual([]);
}

describe('open tasks', () => {
  it('are in exactly one queue through thousands of operations with agents that die and services that restart', async () => {
    const operations = fc.array(operation, { minLength: 100, maxLength: 200, size: 'max' });
    await fc.assert(fc.asyncProperty(operations, afterAll), { numRuns: 6, endOnFailure: true });
  });
});
