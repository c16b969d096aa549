import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DeploymentGround } from './deploymentGround.ts';

let ground: DeploymentGround;

beforeEach(async () => {
  ground = await DeploymentGround.start();
});
afterEach(() => ground.close());

describe('a blue-green deployment', () => {
  it('brings a branch into an idle slot, watches it become healthy and gives it the requests', async () => {
    const first = await ground.deploy('feature/web-one');
    expect(first).toMatchObject({
      id: '1',
      state: 'live',
      slot: 'slot-1',
      share: 100,
      problem: null,
      replaced: null,
    });
    expect(first.steps.map(({ state }) => state)).toEqual([
      'queued',
      'starting',
      'verifying',
      'switching',
      'observing',
    ]);
    expect(await ground.ask()).toBe('one');
    const second = await ground.deploy('main');
    expect(second).toMatchObject({
      state: 'live',
      slot: 'slot-2',
      replaced: { slot: 'slot-1', revision: 'feature/web-one' },
    });
    expect(await ground.ask()).toBe('two');
    expect(ground.row('slot-1')).toMatchObject({ state: 'healthy', live: false });
  });

  it('says nothing of its requests before they go to it', async () => {
    await ground.configure({ observe: { seconds: 600 } });
    const told = new Set<string>();
    const { id } = await ground.request('main');
    const end = ground.ground.rows.onChanged(() => {
      const { state, detail } = ground.ground.rows.get('deployments', id)?.steps.at(-1) ?? {};
      if (state !== undefined && detail != null) told.add(`${state}: ${detail}`);
    });
    await ground.until(id, ({ state, steps }) => state === 'observing' && steps.at(-1)?.detail !== null);
    end();
    expect([...told]).toEqual([expect.stringMatching(/^observing: It had no request/)]);
  });

  it('that has no requests any more says since when, who sent them where, and whether they went back', async () => {
    const row = (id: string) => ground.ground.rows.get('deployments', id);
    const first = { slot: 'slot-1', revision: 'feature/web-one' };
    const second = { slot: 'slot-2', revision: 'main' };
    await ground.deploy('feature/web-one');
    await ground.deploy('main');
    expect(row('1')).toMatchObject({ share: 0, left: { by: 'ada', to: second, rollback: false } });
    expect(row('2')).toMatchObject({ share: 100, left: null });
    await ground.rollback();
    expect(row('1')).toMatchObject({ share: 100, left: null });
    expect(row('2')).toMatchObject({ share: 0, left: { by: 'ada', to: first, rollback: true } });
    // The same release by another deployment: what becomes of it now is not told of the one before.
    await ground.deploy('main', { slot: 'slot-2' });
    await ground.switch(null);
    expect(row('3')).toMatchObject({ share: 0, left: { by: 'ada', to: null, rollback: false } });
    expect(row('2')).toMatchObject({ left: { to: first, rollback: true } });
    await ground.ground.restart();
    expect(row('3')).toMatchObject({ left: { to: null } });
  });

  it('that is the first one closes the address again where somebody does not want it, and stays where it only goes bad', async () => {
    await ground.configure({ observe: { seconds: 600 }, keepWarmSeconds: 0, drainSeconds: 0 });
    const unwanted = await ground.request('main');
    await ground.in(unwanted.id, 'observing');
    await ground.cancel(unwanted.id);
    expect(await ground.ended(unwanted.id)).toMatchObject({ state: 'rolled-back', share: 0 });
    expect(await ground.traffic()).toMatchObject({ live: null });
    const bad = await ground.request('main');
    await ground.in(bad.id, 'observing');
    await ground.ask('/sick');
    expect(await ground.ended(bad.id)).toMatchObject({
      state: 'failed',
      share: 100,
      problem: expect.stringMatching(/Nothing was live before that it could go back to\.$/),
    });
    expect(await ground.ask()).toBe('two');
  });
});
