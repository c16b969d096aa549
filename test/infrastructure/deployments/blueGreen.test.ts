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
