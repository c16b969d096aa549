import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DeploymentGround } from './deploymentGround.ts';

const team = { environment: 'development', team: 'web' };

let ground: DeploymentGround;

beforeAll(async () => {
  ground = await DeploymentGround.start();
  await ground.deploy('feature/web-one');
});
afterAll(() => ground.close());

describe('deployments of an environment', () => {
  it('come one at a time where it says so, with a place in the queue, and what waits begins when the other has ended', async () => {
    await ground.configure({ deploymentsAtOnce: 1, observe: { seconds: 600 } });
    const first = await ground.request('main');
    const second = await ground.request('feature/web-one');
    const third = await ground.request('main');
    const waiting = `Waits for deployment ${first.id}: one deployment at once in development.`;
    expect(await ground.until(second.id, ({ waitsFor }) => waitsFor !== null)).toMatchObject({
      state: 'queued',
      position: 1,
      waitsFor: waiting,
      slot: null,
    });
    expect(await ground.until(third.id, ({ waitsFor }) => waitsFor !== null)).toMatchObject({ position: 2 });
    await ground.cancel(second.id);
    await ground.until(third.id, ({ position }) => position === 1);
    await ground.in(first.id, 'observing');
    await ground.cancel(first.id);
    expect(await ground.until(third.id, ({ state }) => state !== 'queued')).toMatchObject({ position: null });
    await ground.cancel(third.id);
    await ground.ended(third.id);
  });

  it('pass over build and start where their release runs already', async () => {
    await ground.configure({});
    await ground.ended((await ground.request('main')).id);
    const row = await ground.deploy('feature/web-one');
    expect(row.steps.map(({ state }) => state)).toEqual(['queued', 'verifying', 'switching', 'observing']);
    expect(row).toMatchObject({ state: 'live', slot: 'slot-1' });
  });

  it('take a slot that is only kept warm for another release where no other is idle', async () => {
    await ground.example.commit('version.txt', 'three');
    expect(await ground.deploy('main')).toMatchObject({ state: 'live', slot: 'slot-2' });
    expect(await ground.ask()).toBe('three');
  });

  it('are listed newest first, by environment, team and state, from a number on', async () => {
    const list = (query: object) =>
      ground.ground.call('deployments', { query: { limit: 100, ...query } as never });
    const all = await list({});
    expect(all.map(({ id }) => Number(id))).toEqual(all.map((_, index) => all.length - index));
    expect((await list({ state: 'live', limit: 2 })).map(({ state }) => state)).toEqual(['live', 'live']);
    expect((await list({ before: 3 })).map(({ id }) => id)).toEqual(['2', '1']);
    expect(await list({ environment: 'production' })).toEqual([]);
    expect(ground.ground.rows.list('deployments').map(({ id }) => id)).toEqual(all.map(({ id }) => id));
    expect(all.filter(({ share }) => share > 0)).toHaveLength(1);
  });

  it('are shown as they were after a restart of the service, which shows nothing of them to be done again', async () => {
    const before = ground.ground.rows.list('deployments');
    await ground.ground.restart();
    expect(ground.ground.rows.list('deployments')).toEqual(before);
    expect(ground.row('slot-2')).toMatchObject({ live: true });
  });

  it('bring a release of long ago back by its number', async () => {
    const { live } = await ground.ground.call('rollbackTraffic', { params: team, body: { deployment: '1' } });
    expect(live).toMatchObject({ slot: 'slot-2' });
    const [asked] = ground.ground.rows.list('deployments');
    expect(await ground.ended(asked?.id ?? '')).toMatchObject({ state: 'live', rollback: true });
    expect(await ground.ask()).toBe('one');
    await expect(
      ground.ground.call('rollbackTraffic', { params: team, body: { deployment: '2' } }),
    ).rejects.toThrow('Deployment 2 has not been live in development/web.');
  });
});
