import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { DeploymentGround } from './deploymentGround.ts';
import { SteadyClients } from './router/haproxy/steadyClients.ts';

let ground: DeploymentGround;

beforeEach(async () => {
  ground = await DeploymentGround.start();
  await ground.deploy('feature/web-one');
}, 60_000);
afterEach(() => ground.close(), 60_000);

function isPaused({ waitsFor, share }: Deployment): boolean {
  return share > 0 && share < 100 && waitsFor !== null;
}

describe('a canary', () => {
  it('gets its part of the requests, waits where a person has to let it go on, and gets all of them then', async () => {
    await ground.configure({
      strategy: 'canary',
      canarySteps: [{ percent: 20, seconds: 0 }, { percent: 50 }],
    });
    const { id } = await ground.request('main');
    const paused = await ground.until(id, isPaused);
    expect(paused).toMatchObject({
      state: 'switching',
      share: 50,
      waitsFor: `50 % of the requests go to it (step 2 of 2); it goes on when somebody lets it.`,
    });
    expect(ground.attention()).toEqual([`Deployment ${id} of main to development/web: ${paused.waitsFor}`]);
    const answers = await Promise.all(Array.from({ length: 60 }, () => ground.ask()));
    expect(new Set(answers)).toEqual(new Set(['one', 'two']));
    await ground.ground.call('continueDeployment', { params: { deployment: id } });
    expect(await ground.ended(id)).toMatchObject({ state: 'live', share: 100 });
    expect(await ground.ask()).toBe('two');
  }, 60_000);

  it('that goes bad gives its part back, and so does one that is cancelled', async () => {
    await ground.configure({ strategy: 'canary', canarySteps: [{ percent: 50 }] });
    const first = await ground.request('main');
    await ground.until(first.id, isPaused);
    const { url } = ground.row('slot-2') ?? {};
    await fetch(`${url}/sick`);
    expect(await ground.ended(first.id)).toMatchObject({ state: 'rolled-back', share: 0 });
    const second = await ground.request('main');
    await ground.until(second.id, isPaused);
    await ground.cancel(second.id);
    expect(await ground.ended(second.id)).toMatchObject({ state: 'rolled-back', share: 0 });
    expect(await Promise.all(Array.from({ length: 20 }, () => ground.ask()))).toEqual(Array(20).fill('one'));
    expect(await ground.traffic()).toMatchObject({ canary: null, live: { slot: 'slot-1' } });
  }, 60_000);
});

describe('a program that cannot run twice', () => {
  it('has its live slot stopped first, says that nobody is answered meanwhile, and runs then', async () => {
    await ground.configure({ strategy: 'recreate' });
    const clients = new SteadyClients((await ground.traffic()).address ?? '', 3);
    await clients.more('200 one');
    const row = await ground.deploy('main');
    await clients.more('200 two');
    const answers = (await clients.stop()).map((answer) => answer.replace(/^503 .*/s, '503'));
    expect([...new Set(answers)]).toEqual(['200 one', '200 two', '503']);
    expect(row).toMatchObject({ state: 'live', replaced: { slot: 'slot-1' } });
    expect(ground.row('slot-1')).toMatchObject({ state: 'idle' });
    expect(await ground.ask()).toBe('two');
  }, 60_000);

  it('is stopped before the release before is started again, where somebody rolls it back', async () => {
    await ground.configure({ strategy: 'recreate', observe: { seconds: 600 } });
    const { id } = await ground.request('main');
    await ground.in(id, 'observing');
    await ground.rollback();
    expect(await ground.ended(id)).toMatchObject({ state: 'rolled-back', share: 0 });
    expect(await ground.ask()).toBe('one');
    const started = ground.ground.temporary.log.read(0, 1000);
    const order = (await started).filter(({ type }) => type === 'slot.stopped' || type === 'slot.started');
    expect(order.map(({ stream, type }) => `${stream.slice(-6)} ${type}`)).toEqual([
      'slot-1 slot.started',
      'slot-1 slot.stopped',
      'slot-2 slot.started',
      'slot-2 slot.stopped',
      'slot-1 slot.started',
    ]);
  }, 60_000);

  it('is started again where the new release does not become healthy', async () => {
    await ground.configure({ strategy: 'recreate' });
    const end = path.join(ground.example.folder, '.git/end');
    const untilThen = `setInterval(() => require('node:fs').existsSync(${JSON.stringify(end)}) && process.exit(1), 20);`;
    await ground.example.commit('server.cjs', untilThen);
    const { id } = await ground.request('main');
    const told = await ground.until(id, ({ waitsFor }) => waitsFor?.includes('503') === true);
    expect(told.waitsFor).toBe(
      'Requests to development/web are answered with 503 until it is healthy: the release before was stopped first.',
    );
    await expect.poll(() => ground.status()).toBe(503);
    writeFileSync(end, '');
    expect(await ground.ended(id)).toMatchObject({ state: 'failed' });
    expect(ground.row('slot-1')).toMatchObject({ state: 'healthy', live: true });
    await expect.poll(() => ground.ask()).toBe('one');
  }, 60_000);
});

describe('a strategy that cannot be followed', () => {
  it('is refused with what to set or to use instead', async () => {
    await expect(ground.request('main', { strategy: 'rolling' })).rejects.toThrow(
      'A rolling deployment replaces instances one by one, and a slot of team web has one in development: set "instances" to 2 or more (teams.web.deployment.instances or environments.development.instances.web in swarm.json), or use "blue-green" or "canary".',
    );
  });
});
