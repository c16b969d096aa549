import { once } from 'node:events';
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { configurationFor } from '../slots/exampleApplication.ts';
import { TrafficGround } from './trafficGround.ts';

let ground: TrafficGround;
beforeEach(async () => {
  ground = await TrafficGround.start();
});
afterEach(() => ground.close());

/** Writes swarm.json with more about the environment, and waits until it is in force. */
async function configure(environment: object): Promise<void> {
  const configuration = configurationFor('normal') as { environments: { development: object } };
  Object.assign(configuration.environments.development, environment);
  const changed = Promise.withResolvers<void>();
  const end = ground.ground.subjects.onFactsChanged(() => changed.resolve());
  await ground.ground.write('swarm.json', configuration);
  await changed.promise;
  end();
}

describe('the address of an environment and team', () => {
  it('is known before anything is live, stays, and is where the live slot is reached', async () => {
    const { address, live } = await ground.traffic();
    expect([address, live]).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:2\d{4}$/), null]);
    await expect(fetch(address ?? '')).rejects.toThrow('fetch failed');
    await ground.deploy('slot-1', 'feature/web-one');
    expect(ground.row('slot-1')).toMatchObject({ live: false, address });
    expect(await ground.switch('slot-1')).toMatchObject({
      address,
      live: { slot: 'slot-1', revision: 'feature/web-one' },
      problem: null,
      pending: null,
    });
    expect(await ground.ask()).toBe('one');
    expect(ground.row('slot-1')).toMatchObject({ live: true, address, traffic: { share: 100 } });
    await ground.ground.restart();
    expect(await ground.traffic()).toMatchObject({ address, live: { slot: 'slot-1' } });
    expect(await ground.ask()).toBe('one');
    expect(await ground.events()).toEqual([
      'traffic.port-chosen',
      'traffic.switch-requested',
      'traffic.switched',
    ]);
  });

  it('is another one where a program has taken its port before anything was live', async () => {
    const before = (await ground.traffic()).address ?? '';
    const stranger = createServer().listen(Number(new URL(before).port), '127.0.0.1');
    await once(stranger, 'listening');
    await ground.deploy('slot-1', 'feature/web-one');
    expect((await ground.switch('slot-1')).address).not.toBe(before);
    expect(await ground.ask()).toBe('one');
    stranger.close();
  });

  it('has the port that swarm.json says', async () => {
    await ground.deploy('slot-1', 'main');
    await ground.switch('slot-1');
    const { address } = await ground.traffic();
    const port = Number(new URL(address ?? '').port) + 1;
    await configure({ ports: { web: port } });
    await ground.slot('slot-1', (row) => row?.address === `http://127.0.0.1:${port}`);
    while (
      !(await fetch(`http://127.0.0.1:${port}`).then(
        (answer) => answer.ok,
        () => false,
      ))
    );
    expect(await ground.ask()).toBe('two');
  });
});

describe('a switch', () => {
  it('is refused to a slot that is not healthy, unknown, or seen differently by the caller, and records nothing', async () => {
    await expect(ground.switch('slot-1')).rejects.toMatchObject({
      code: 'slot-not-healthy',
      message: expect.stringContaining('start a revision in it first'),
    });
    await expect(ground.switch('slot-9')).rejects.toMatchObject({ code: 'not-found' });
    await ground.deploy('slot-1', 'main');
    await expect(ground.switch('slot-1', { expected: 'slot-2' })).rejects.toMatchObject({
      code: 'conflict',
      data: { live: null },
    });
    await expect(ground.switch('slot-1', { percent: 10 })).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(ground.rollback()).rejects.toMatchObject({ code: 'nothing-to-roll-back' });
    expect(await ground.events()).toEqual(['traffic.port-chosen']);
  });

  it('wins against a stop that comes a moment later, and loses against one that came before', async () => {
    await ground.deploy('slot-1', 'main');
    const switching = ground.switch('slot-1', { expected: null });
    await expect((async () => ground.stop('slot-1'))()).rejects.toMatchObject({ code: 'slot-live' });
    await switching;
    await ground.deploy('slot-2', 'main');
    const stopping = ground.stop('slot-2');
    await expect(ground.switch('slot-2')).rejects.toMatchObject({ code: 'slot-not-healthy' });
    await stopping;
    expect(await ground.ask()).toBe('two');
  });

  it('of two at once happens, and the other is told', async () => {
    await Promise.all([ground.deploy('slot-1', 'main'), ground.deploy('slot-2', 'main')]);
    const both = await Promise.allSettled([
      ground.switch('slot-1', { expected: null }),
      ground.switch('slot-2', { expected: null }),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect((both.find(({ status }) => status === 'rejected') as PromiseRejectedResult).reason).toMatchObject({
      code: expect.stringMatching(/^(switch-under-way|conflict)$/),
    });
  });

  it('leaves the old slot running, protects the new one, and stops the old one when its time is over', async () => {
    await configure({ keepWarmSeconds: 600, drainSeconds: 0 });
    await ground.deploy('slot-1', 'feature/web-one');
    await ground.deploy('slot-2', 'main');
    await ground.switch('slot-1');
    await ground.switch('slot-2', { expected: 'slot-1' });
    expect(await ground.ask()).toBe('two');
    expect(ground.row('slot-1')).toMatchObject({
      live: false,
      warmUntil: expect.any(String),
      state: 'healthy',
    });
    await expect((async () => ground.stop('slot-2'))()).rejects.toMatchObject({
      code: 'slot-live',
      message: expect.stringContaining('switch to another slot first'),
    });
    await configure({ keepWarmSeconds: 0.1, drainSeconds: 0 });
    await ground.switch('slot-1');
    await ground.slot('slot-2', (row) => row?.state === 'idle');
    expect(await ground.ask()).toBe('one');
  });

  it('to none closes the address and leaves no router behind', async () => {
    await ground.deploy('slot-1', 'main');
    await ground.switch('slot-1');
    await ground.switch(null);
    await expect(ground.ask()).rejects.toThrow('fetch failed');
    expect(ground.row('slot-1')).toMatchObject({ live: false, state: 'healthy', traffic: null });
  });

  it('of a part of the traffic counts in both slots, and is taken back or completed', async () => {
    await ground.deploy('slot-1', 'feature/web-one');
    await ground.deploy('slot-2', 'main');
    await ground.switch('slot-1');
    expect(await ground.switch('slot-2', { percent: 25 })).toMatchObject({
      live: { slot: 'slot-1' },
      canary: { slot: 'slot-2', percent: 25 },
    });
    const answers = await Promise.all(Array.from({ length: 100 }, () => ground.ask()));
    expect(answers.filter((answer) => answer === 'two')).toHaveLength(25);
    await ground.slot('slot-2', (row) => row?.traffic?.requests === 25);
    expect(ground.row('slot-2')?.traffic).toMatchObject({ share: 25, failures: 0 });
    await expect((async () => ground.stop('slot-2'))()).rejects.toMatchObject({ code: 'slot-live' });
    expect(await ground.rollback()).toMatchObject({ live: { slot: 'slot-1' }, canary: null });
    await ground.switch('slot-2', { percent: 50 });
    expect(await ground.switch('slot-2')).toMatchObject({ live: { slot: 'slot-2' }, canary: null });
    expect(await ground.ask()).toBe('two');
  });
});

describe('a rollback', () => {
  it('goes back at once while the release before still runs, and forth again', async () => {
    await ground.deploy('slot-1', 'feature/web-one');
    await ground.deploy('slot-2', 'main');
    await ground.switch('slot-1');
    await ground.switch('slot-2');
    const { pid } = ground.row('slot-1') ?? {};
    expect(await ground.rollback()).toMatchObject({ live: { slot: 'slot-1' }, previous: { slot: 'slot-2' } });
    expect(ground.row('slot-1')).toMatchObject({ pid, state: 'healthy' });
    expect(await ground.ask()).toBe('one');
    await ground.rollback();
    expect(await ground.ask()).toBe('two');
  });

  it('starts the release before where it no longer runs, and switches once that is healthy', async () => {
    await ground.deploy('slot-1', 'feature/web-one');
    await ground.deploy('slot-2', 'main');
    await ground.switch('slot-1');
    await ground.switch('slot-2');
    await ground.stop('slot-1');
    await ground.slot('slot-1', (row) => row?.state === 'idle');
    expect(await ground.rollback()).toMatchObject({
      live: { slot: 'slot-2' },
      pending: { slot: 'slot-1', revision: 'feature/web-one' },
    });
    await ground.slot('slot-1', (row) => row?.live === true);
    expect(await ground.ask()).toBe('one');
    expect(await ground.traffic()).toMatchObject({ pending: null, problem: null });
  });

  it('that cannot be started leaves traffic where it is and says why', async () => {
    await ground.deploy('slot-1', 'feature/web-one');
    await ground.deploy('slot-2', 'main');
    await ground.switch('slot-1');
    await ground.switch('slot-2');
    await ground.stop('slot-1');
    await ground.slot('slot-1', (row) => row?.state === 'idle');
    await ground.ground.write('swarm.json', configurationFor('crash'));
    const command = () => ground.ground.call('commandApproval', { query: { team: 'web' } });
    await ground.ground.untilInForce(async () => !(await command()).approved);
    await expect(ground.rollback()).rejects.toMatchObject({ code: 'command-not-approved' });
    expect(await ground.traffic()).toMatchObject({
      live: { slot: 'slot-2' },
      pending: null,
      problem: expect.stringMatching(/^The release before cannot be started: Nobody has allowed/),
    });
    expect(await ground.ask()).toBe('two');
  });
});
