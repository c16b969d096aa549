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
});
