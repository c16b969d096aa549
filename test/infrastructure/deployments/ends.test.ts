import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeploymentGround } from './deploymentGround.ts';
import { processesIn } from './slots/exampleApplication.ts';

let ground: DeploymentGround;

beforeEach(async () => {
  ground = await DeploymentGround.start();
  await ground.deploy('feature/web-one');
});
afterEach(() => ground.close());

describe('a deployment that fails', () => {
  it('ends with the reason of its slot and the bad answer, leaves nothing running, and what was live stays live', async () => {
    await ground.configure({ healthTimeoutSeconds: 1 }, 'never');
    await ground.allow();
    const row = await ground.deploy('main');
    expect(row).toMatchObject({
      state: 'failed',
      problem: 'The program was not healthy within 1 s: it answered 503 to GET /health.',
      failedCheck: { status: 503 },
    });
    expect(ground.row('slot-2')).toMatchObject({ state: 'failed' });
    expect(processesIn(`${ground.stateFolder}/slots/development/web/slot-2/tree`)).toEqual([]);
    expect(await ground.ask()).toBe('one');
    const all = ground.ground.rows.list('attention').filter(({ resource }) => resource !== 'branches');
    expect(all.map(({ message }) => message)).toEqual([
      'Deployment 2 of main to development/web failed: The program was not healthy within 1 s: it answered 503 to GET /health.',
    ]);
  });

  it('is told to nobody any more once a newer one is under way', async () => {
    await ground.configure({}, 'crash');
    await ground.allow();
    await ground.deploy('main');
    expect(ground.attention()).toHaveLength(1);
    await ground.configure();
    await ground.deploy('main');
    expect(ground.attention()).toEqual([]);
  });
});

describe('a deployment that somebody cancels', () => {
  it('stops what it has started and says who did and why', async () => {
    await ground.configure({ healthTimeoutSeconds: 20 }, 'never');
    await ground.allow();
    const { id } = await ground.request('main');
    await ground.in(id, 'verifying');
    await ground.cancel(id, 'wrong branch');
    expect(await ground.ended(id)).toMatchObject({
      state: 'cancelled',
      problem: 'ada cancelled it: wrong branch',
    });
    await ground.slot('slot-2', (row) => row?.state === 'idle');
    expect(await ground.ask()).toBe('one');
    await expect(ground.cancel(id)).rejects.toThrow('Deployment 2 is cancelled and cannot be cancelled.');
  });

  it('gives the requests back where they had moved', async () => {
    await ground.configure({ observe: { seconds: 600 } });
    const { id } = await ground.request('main');
    await ground.in(id, 'observing');
    expect(await ground.ask()).toBe('two');
    await ground.cancel(id, 'no');
    expect(await ground.ended(id)).toMatchObject({ state: 'rolled-back', share: 0 });
    expect(await ground.ask()).toBe('one');
  });
});

describe('a release that is observed', () => {
  beforeEach(() => ground.configure({ observe: { seconds: 600 }, keepWarmSeconds: 0 }));

  it('goes back by itself when its program ends', async () => {
    const { id } = await ground.request('main');
    await ground.in(id, 'observing');
    await ground.ask('/exit').catch(() => '');
    expect(await ground.ended(id)).toMatchObject({
      state: 'rolled-back',
      problem: expect.stringMatching(/^The program exited with code 7/),
    });
    expect(await ground.ask()).toBe('one');
  });

  it('goes back by itself when its checks fail, with the bad answer', async () => {
    const { id } = await ground.request('main');
    await ground.in(id, 'observing');
    await ground.ask('/sick');
    const row = await ground.ended(id);
    expect(row).toMatchObject({ state: 'rolled-back', failedCheck: { status: 503 } });
    expect(await ground.ask()).toBe('one');
  });

  it('is rolled back by a person with one command', async () => {
    const { id } = await ground.request('main');
    await ground.in(id, 'observing');
    const kept = { params: { environment: 'development', team: 'web', slot: 'slot-1' } };
    await expect(ground.ground.call('stopSlot', kept)).rejects.toThrow(
      `Deployment ${id} needs slot development/web/slot-1; wait for its end or cancel it: swarm cancel ${id}`,
    );
    await expect(ground.switch('slot-1')).rejects.toMatchObject({ code: 'switch-under-way' });
    expect(await ground.rollback()).toMatchObject({ live: { slot: 'slot-1' } });
    expect(await ground.ended(id)).toMatchObject({ state: 'rolled-back', problem: 'ada rolled it back.' });
  });
});
