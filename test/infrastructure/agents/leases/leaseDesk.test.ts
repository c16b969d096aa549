import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LeaseGround } from './leaseGround.ts';

let ground: LeaseGround;
beforeEach(async () => {
  ground = await LeaseGround.start();
});
afterEach(() => ground.close());

describe('a lease', () => {
  it('is given to exactly one of two agents that ask in the same moment, and the other is told who has it', async () => {
    const [first, second] = await Promise.allSettled([
      ground.take({ holder: 'Agent-1', subject: 'src/**' }),
      ground.take({ holder: 'Agent-2', subject: 'src/auth/login.ts' }),
    ]);
    expect(first).toMatchObject({
      status: 'fulfilled',
      value: { holder: 'Agent-1', fence: 1, state: 'held' },
    });
    expect(second).toMatchObject({
      reason: {
        code: 'lease-held',
        message: expect.stringMatching(
          /^src\/auth\/login\.ts overlaps src\/\*\*, which Agent-1 has held since .+, until 08:15:00 UTC on 2026-11-21 unless it is renewed \(fence 1\)\./,
        ),
        data: { holder: 'Agent-1', fence: 1 },
      },
    });
  });

  it('is given to exactly one of a hundred agents, and released once under a key that is sent again', async () => {
    const asked = Array.from({ length: 100 }, (_, n) =>
      ground.take({ holder: `Agent-${n}`, subject: 'src/a.ts' }),
    );
    const given = (await Promise.allSettled(asked)).filter(({ status }) => status === 'fulfilled');
    expect(given).toHaveLength(1);
    expect(ground.holders()).toEqual(['Agent-0: src/a.ts']);
    const keyed = { actor: 'Agent-0', idempotency: { key: 'k-1', requestHash: 'h' } };
    const release = () => ground.desk.release('1', { holder: 'Agent-0' }, keyed);
    expect(await release()).toMatchObject({ id: '1', holder: 'Agent-0' });
    expect(await release()).toMatchObject({ id: '1', holder: 'Agent-0' });
    expect(ground.holders()).toEqual([]);
  });

  it('is renewed and not given twice when its holder asks again', async () => {
    const first = await ground.take({ holder: 'Agent-1', subject: ['b', 'a'] });
    ground.time.pass(60);
    const again = await ground.take({ holder: 'Agent-1', subject: ['a', 'b', 'a'] });
    expect(again).toMatchObject({ id: first.id, fence: first.fence, subject: 'a b' });
    expect(Date.parse(again.expiresAt) - Date.parse(first.expiresAt)).toBe(60_000);
    expect(ground.rows.list('leases')).toEqual([again]);
  });

  it('gets a greater fence than any before it, over a restart too', async () => {
    await ground.release(await ground.take({ holder: 'Agent-1', kind: 'resource', subject: 'port:5432' }));
    await ground.restart();
    const next = await ground.take({ holder: 'Agent-2', kind: 'resource', subject: 'PORT:05432' });
    expect(next).toMatchObject({ subject: 'port:5432', fence: 2 });
  });

  it.each([
    [
      'resource',
      'port',
      '"port" is no resource: write its kind and name, as in port:5432, database:orders or cache:redis, or stash.',
    ],
    ['task', 'T-1', '"T-1" is no task: name it as <contract>/<task>.'],
    ['paths', '../x', '"../x" has ..: write where it leads.'],
  ] as const)('on a %s is refused for %s, with what to write', async (kind, subject, message) => {
    await expect(ground.take({ holder: 'Agent-1', kind, subject })).rejects.toMatchObject({
      code: 'invalid-request',
      message,
    });
    expect(ground.desk.book.lastId).toBe(0);
  });

  it('stays with its holder while that gives signs of life, and ends by one event when it does not', async () => {
    ground.heartbeat('Agent-1');
    const lease = await ground.take({ holder: 'Agent-1', subject: 'src/**', seconds: 100 });
    for (const _ of [1, 2, 3]) {
      ground.time.pass(60);
      ground.heartbeat('Agent-1');
    }
    expect(ground.rows.get('leases', lease.id)?.expiresAt).toBe(
      new Date(ground.time.now + 100_000).toISOString(),
    );
    ground.time.pass(101);
    await ground.settled();
    expect(ground.rows.list('leases')).toEqual([]);
    const types = (await ground.temporary.log.read(0, 100)).map(({ type }) => type);
    expect(types).toEqual(['lease.taken', 'lease.expired']);
  });

  it('neither ends nor lives on because somebody sets the clock', async () => {
    await ground.take({ holder: 'Agent-1', subject: 'a', seconds: 100 });
    ground.time.jump(3600);
    ground.time.pass(50);
    await ground.settled();
    expect(ground.holders()).toEqual(['Agent-1: a']);
    ground.time.jump(-7200);
    ground.time.pass(51);
    await ground.settled();
    expect(ground.holders()).toEqual([]);
    ground.time.jump(-3600);
    await ground.restart();
    expect(ground.holders()).toEqual([]);
  });

  it('lives on over a restart for a grace, however long the service was away or wherever the clock is', async () => {
    await ground.take({ holder: 'Agent-1', subject: 'a' });
    await ground.take({ holder: 'Agent-2', subject: 'b' });
    ground.time.jump(3600);
    await ground.restart();
    ground.time.pass(119);
    await ground.settled();
    expect(ground.holders()).toEqual(['Agent-1: a', 'Agent-2: b']);
    ground.heartbeat('Agent-2');
    ground.time.pass(1);
    await ground.settled();
    expect(ground.holders()).toEqual(['Agent-2: b']);
  });

  it('of an agent that comes back after it ended is refused with what to do', async () => {
    const lost = await ground.take({ holder: 'Agent-1', subject: 'src/**', seconds: 10 });
    ground.time.pass(11);
    await ground.take({ holder: 'Agent-2', subject: 'src/app.ts' });
    await expect(
      ground.desk.renew(lost.id, { holder: 'Agent-1', fence: lost.fence }, { actor: 'Agent-1' }),
    ).rejects.toMatchObject({
      code: 'lease-lost',
      message: expect.stringMatching(
        /^The lease 1 has ended: it was out of time at .+\. Stop the work that it covered, take the lease again, and look at what others changed meanwhile\.$/,
      ),
    });
  });

  it('is nobody else’s to release, and an operator’s to take away', async () => {
    const lease = await ground.take({ holder: 'Agent-1', kind: 'resource', subject: 'stash' });
    await expect(
      ground.desk.release(lease.id, { holder: 'Agent-2' }, { actor: 'Agent-2' }),
    ).rejects.toMatchObject({
      message: 'The lease 1 is held by Agent-1, not by Agent-2.',
    });
    await ground.desk.release(lease.id, { reason: 'stuck' }, { actor: 'ada' });
    expect((await ground.temporary.log.read(1, 1))[0]).toMatchObject({
      type: 'lease.revoked',
      actor: 'ada',
      data: { reason: 'stuck' },
    });
    await expect(ground.desk.release('7', {}, { actor: 'ada' })).rejects.toMatchObject({
      code: 'not-found',
      message: 'There is no lease 7.',
    });
  });

  it('is not given to an agent in quarantine', async () => {
    const { agentRow } = await import('../../../agentRow.ts');
    ground.rows.set('agents', 'Agent-1', agentRow('Agent-1', { quarantined: true }));
    await expect(ground.take({ holder: 'Agent-1', subject: 'a' })).rejects.toMatchObject({
      code: 'not-allowed',
    });
  });
});

describe('waiting for a lease', () => {
  it('ends with the lease, in the order of asking', async () => {
    const held = await ground.take({ holder: 'Agent-1', subject: 'src/**' });
    const second = await ground.take({ holder: 'Agent-2', subject: 'src/a', wait: true });
    const third = await ground.take({ holder: 'Agent-3', subject: 'src/*', wait: true });
    expect([second, third]).toMatchObject([{ state: 'waiting', fence: 0 }, { state: 'waiting' }]);
    await expect(ground.take({ holder: 'Agent-4', subject: 'src/b' })).rejects.toMatchObject({
      code: 'lease-held',
    });
    await ground.release(held);
    expect(ground.rows.list('leases')).toMatchObject([
      { id: second.id, state: 'held', fence: 2 },
      { id: third.id, state: 'waiting' },
    ]);
    await expect(ground.take({ holder: 'Agent-4', subject: 'src/b' })).rejects.toMatchObject({
      message: expect.stringMatching(/^src\/b overlaps src\/\*, which Agent-3 has waited for since/),
    });
    ground.time.pass(1000);
    await ground.settled();
    expect(ground.rows.list('leases')).toMatchObject([]);
  });

  it('is refused where agents would wait for one another', async () => {
    await ground.take({ holder: 'Agent-1', subject: 'a' });
    await ground.take({ holder: 'Agent-2', subject: 'b' });
    await ground.take({ holder: 'Agent-3', subject: 'c' });
    await ground.take({ holder: 'Agent-1', subject: 'b', wait: true });
    await ground.take({ holder: 'Agent-2', subject: 'c', wait: true });
    await expect(ground.take({ holder: 'Agent-3', subject: 'a', wait: true })).rejects.toMatchObject({
      code: 'lease-deadlock',
      message:
        'Waiting for a would never end: Agent-3 waits for Agent-1 waits for Agent-2 waits for Agent-3. Release what Agent-3 holds first.',
    });
  });
});

describe('changes of an agent', () => {
  it('are in the way of the one who holds the files', async () => {
    await ground.take({ holder: 'Agent-1', subject: 'src/**' });
    expect(ground.desk.obstacles('Agent-1', ['src/a.ts'])).toEqual([]);
    expect(ground.desk.obstacles('Agent-2', ['src/a.ts', 'README.md', 'src/b.ts'])).toMatchObject([
      { why: 'held', holder: 'Agent-1', files: ['src/a.ts', 'src/b.ts'], count: 2 },
    ]);
    expect(ground.desk.obstacles(null, ['SRC/a.ts'])).toHaveLength(1);
    expect(ground.desk.holderOf('src/x/y')).toMatchObject({ holder: 'Agent-1' });
    expect(ground.desk.holderOf('test/x')).toBeNull();
  });

  it('made under a lease that passed on are refused until the agent has the files again', async () => {
    await ground.take({ holder: 'Agent-1', subject: 'src/**', seconds: 10 });
    ground.time.pass(11);
    const later = await ground.take({ holder: 'Agent-2', subject: 'src/a.ts' });
    await ground.release(later);
    expect(ground.desk.obstacles('Agent-1', ['src/a.ts', 'src/b.ts'])).toMatchObject([
      {
        why: 'passed-on',
        holder: 'Agent-2',
        files: ['src/a.ts'],
        message:
          'Agent-1 lost its lease on src/a.ts (fence 1), which passed on to Agent-2 (fence 2). Bring the branch up to date, take the lease again, and look at what Agent-2 changed.',
      },
    ]);
    const again = await ground.take({ holder: 'Agent-1', subject: 'src/a.ts' });
    expect(ground.desk.obstacles('Agent-1', ['src/a.ts'])).toEqual([]);
    await ground.release(again);
    expect(ground.desk.obstacles('Agent-1', ['src/a.ts'])).toEqual([]);
  });
});
