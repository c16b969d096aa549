import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeploymentGround } from './deploymentGround.ts';

const team = { environment: 'development', team: 'web' };
let ground: DeploymentGround;

/** The first release says hello; the second one good evening, and is asked for its health elsewhere. */
beforeEach(async () => {
  ground = await DeploymentGround.start({ keepWarmSeconds: 0 });
  await ground.deploy('feature/web-one');
  const later = { environment: { GREETING: 'good evening', LATER: 'yes' }, healthPath: '/well' };
  await ground.configure({ keepWarmSeconds: 0 }, 'normal', later);
  await ground.allow();
});
afterEach(() => ground.close());

const environment = async () => JSON.parse(await ground.ask('/env'));

it('a release that is brought back runs as it did, not as swarm.json says by now', async () => {
  await ground.deploy('main');
  expect(await environment()).toMatchObject({ GREETING: 'good evening', LATER: 'yes' });
  await ground.slot('slot-1', (row) => row?.state === 'idle');
  await ground.rollback();
  expect(await ground.slot('slot-1', (row) => row?.live === true)).toMatchObject({
    revision: 'feature/web-one',
  });
  expect(await environment()).toMatchObject({ GREETING: 'hello' });
  expect(await environment()).not.toHaveProperty('LATER');

  const body = { deployment: '2' };
  await ground.ground.call('rollbackTraffic', { params: team, body });
  const [asked] = ground.ground.rows.list('deployments');
  expect(await ground.ended(asked?.id ?? '')).toMatchObject({ state: 'live', rollback: true });
  expect(await environment()).toMatchObject({ GREETING: 'good evening' });
});

it('a release that goes back by itself leads to the one before as that ran, also of the same commit', async () => {
  await ground.configure({ strategy: 'recreate', observe: { seconds: 600 } }, 'normal', {
    environment: { GREETING: 'good evening' },
  });
  await ground.allow();
  const { id } = await ground.request('feature/web-one');
  await ground.in(id, 'observing');
  expect(await environment()).toMatchObject({ GREETING: 'good evening' });
  await ground.cancel(id);
  expect(await ground.ended(id)).toMatchObject({ state: 'rolled-back' });
  expect(await environment()).toMatchObject({ GREETING: 'hello' });
});
