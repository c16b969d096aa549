import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeploymentGround } from './deploymentGround.ts';

const canary = { strategy: 'canary', canarySteps: [{ percent: 10 }] };
let ground: DeploymentGround;

beforeEach(async () => {
  ground = await DeploymentGround.start(canary);
  await ground.deploy('feature/web-one');
});
afterEach(() => ground.close());

const answers = async () =>
  new Set(await Promise.all(Array.from({ length: 30 }, () => ground.ask().catch((error) => String(error)))));

/** A canary that waits for a person, beside a live slot that has just ended. */
async function begin(): Promise<string> {
  const { id } = await ground.request('main');
  await ground.until(id, ({ share, waitsFor }) => share === 10 && waitsFor !== null);
  await fetch(`${ground.row('slot-1')?.url}/exit`).catch(() => {});
  await ground.slot('slot-1', (row) => row?.state === 'failed');
  return id;
}

it('a canary gets the requests of a live slot that ends, says so, and gives them back to that release started again', async () => {
  const id = await begin();
  const { waitsFor } = await ground.until(id, (row) => row.waitsFor?.startsWith('All') === true);
  expect(waitsFor).toBe(
    'All requests go to it, because slot-1, which is live, does not run any more (step 1 of 1); it goes on when somebody lets it.',
  );
  expect(await ground.slot('slot-2', (row) => row?.traffic?.share === 100)).toMatchObject({ live: false });
  expect(await answers()).toEqual(new Set(['two']));
  await ground.cancel(id);
  expect(await ground.ended(id)).toMatchObject({ state: 'rolled-back', problem: 'ada cancelled it: no' });
  expect(await ground.traffic()).toMatchObject({ live: { slot: 'slot-1' }, canary: null, problem: null });
  expect(await answers()).toEqual(new Set(['one']));
});

it('a canary keeps all requests, and the deployment says why, where the release before does not start any more', async () => {
  const id = await begin();
  await ground.configure({ ...canary, slots: { web: ['slot-2'] } });
  await ground.cancel(id);
  expect(await ground.ended(id)).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining('The requests could not go back'),
  });
  expect(ground.row('slot-2')).toMatchObject({ state: 'healthy' });
  expect(await answers()).toEqual(new Set(['two']));
  await ground.configure(canary);
});
