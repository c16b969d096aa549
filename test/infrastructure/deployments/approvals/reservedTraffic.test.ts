import { afterEach, beforeEach, expect, it } from 'vitest';
import { configurationFor } from '../slots/exampleApplication.ts';
import { TrafficGround } from '../traffic/trafficGround.ts';

let ground: TrafficGround;
const params = { environment: 'development', team: 'web', slot: 'slot-1' };

beforeEach(async () => {
  ground = await TrafficGround.start();
  const configuration = configurationFor('normal') as { environments: { development: object } };
  Object.assign(configuration.environments.development, { keepWarmSeconds: 0, drainSeconds: 0 });
  await ground.ground.write('swarm.json', configuration);
});
afterEach(() => ground.close());

const reserve = (actor: string) =>
  ground.ground.call('reserveSlot', { params, body: { reason: 'look at it', minutes: 60 } }, { actor });
const release = (actor: string) => ground.ground.call('releaseSlot', { params }, { actor });

it('what runs in a reserved slot is stopped once the reservation is over, not when it was kept warm long enough', async () => {
  await ground.deploy('slot-1', 'feature/web-one');
  await ground.deploy('slot-2', 'main');
  await reserve('ada');
  await ground.switch('slot-1');
  await ground.switch('slot-2');
  await release('ada');
  await ground.slot('slot-1', (row) => row?.state === 'idle');
  const events = await ground.ground.temporary.log.read(0, 1000);
  const released = events.find(({ type }) => type === 'slot.released')?.seq ?? 0;
  const stopped = events.find(({ type }) => type === 'slot.stop-requested')?.seq ?? 0;
  expect(released).toBeGreaterThan(0);
  expect(stopped).toBeGreaterThan(released);
});

it('a live slot cannot be reserved, and a reserved one that became live holds nothing up', async () => {
  await ground.deploy('slot-1', 'feature/web-one');
  await ground.deploy('slot-2', 'main');
  await ground.switch('slot-1');
  await expect(reserve('ada')).rejects.toMatchObject({ code: 'slot-live' });
  await ground.switch(null);
  await ground.slot('slot-1', (row) => row?.state === 'idle');
  await ground.deploy('slot-1', 'feature/web-one');
  await reserve('ada');
  const as = (actor: string, slot: string | null) =>
    ground.ground.call('switchTraffic', { params, body: { slot } }, { actor });
  await expect(as('zoe', 'slot-1')).rejects.toMatchObject({ code: 'slot-reserved' });
  expect((await as('ada', 'slot-1')).live).toMatchObject({ slot: 'slot-1' });
  expect((await as('zoe', 'slot-2')).live).toMatchObject({ slot: 'slot-2' });
  await release('ada');
});

it('a rollback starts nothing in a slot that another has reserved', async () => {
  await ground.deploy('slot-1', 'feature/web-one');
  await ground.deploy('slot-2', 'main');
  await ground.switch('slot-1');
  await ground.switch('slot-2');
  await ground.slot('slot-1', (row) => row?.state === 'idle');
  await reserve('zoe');
  await expect(ground.rollback()).rejects.toMatchObject({ code: 'slot-busy' });
  await release('zoe');
  await ground.rollback();
  await ground.slot('slot-1', (row) => row?.live === true);
  expect(await ground.ask()).toBe('one');
});
