import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { takeLeaseSchema } from '../../../../server/protocol/leases.ts';
import { QueueGround } from '../../branches/mergeQueue/queueGround.ts';

let ground: QueueGround;
beforeEach(async () => {
  ground = await QueueGround.start();
});
afterEach(() => ground.close());

function take(holder: string, subject: string) {
  const body = takeLeaseSchema.parse({ holder, kind: 'paths', subject });
  return ground.subjects.call('takeLease', { body });
}

async function worksOn(agent: string, branch: string): Promise<void> {
  await ground.subjects.call('heartbeat', { params: { agent }, body: { branch } });
  expect(ground.subjects.rows.get('agents', agent)).toMatchObject({ branch });
}

describe('the merge queue', () => {
  it('refuses a branch that changes files another agent holds, and lands that of the holder', async () => {
    await ground.branch('mine', 'src-a.txt', 'x\n');
    await ground.branch('theirs', 'src-b.txt', 'y\n');
    await worksOn('Agent-1', 'mine');
    await worksOn('Agent-2', 'theirs');
    const lease = await take('Agent-1', 'src-*');
    await expect(ground.enqueue('theirs')).rejects.toMatchObject({
      code: 'not-allowed',
      message: `theirs cannot land: Agent-1 holds src-b.txt (lease ${lease.id}, fence 1). Wait until it is released, or have it released with swarm leases release ${lease.id}.`,
    });
    await ground.enqueue('mine');
    expect(await ground.finished('mine')).toMatchObject({ state: 'landed' });
    await ground.subjects.call('releaseLease', { params: { lease: lease.id }, body: {} });
    await ground.enqueue('theirs');
    expect(await ground.finished('theirs')).toMatchObject({ state: 'landed' });
  });

  it('puts a branch out that waited while its files passed on to another agent', async () => {
    await ground.branch('late', 'src-a.txt', 'x\n');
    await worksOn('Agent-1', 'late');
    const lost = await take('Agent-1', 'src-*');
    await ground.subjects.call('pauseQueue', { body: { target: 'main' } });
    await ground.enqueue('late');
    await ground.subjects.call('releaseLease', { params: { lease: lost.id }, body: { reason: 'gone' } });
    const later = await take('Agent-2', 'src-a.txt');
    await ground.subjects.call('releaseLease', { params: { lease: later.id }, body: { holder: 'Agent-2' } });
    await ground.subjects.call('resumeQueue', { body: { target: 'main' } });
    expect((await ground.finished('late')).report).toMatchObject({
      cause: 'not-allowed',
      message:
        'late cannot land: Agent-1 lost its lease on src-a.txt (fence 1), which passed on to Agent-2 (fence 2). Bring the branch up to date, take the lease again, and look at what Agent-2 changed.',
    });
  });
});
