import { readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { haproxyMissing } from '../../../../../scripts/haproxyPackage.ts';
import type { HaproxyIdentity } from '../../../../../server/infrastructure/deployments/router/haproxy/haproxyFolder.ts';
import { findRouter } from '../../../../../server/infrastructure/deployments/router/routerProcess.ts';
import { configurationFor } from '../../slots/exampleApplication.ts';
import { ServiceGround } from '../../traffic/serviceGround.ts';
import { ended } from './haproxyGround.ts';
import { SteadyClients } from './steadyClients.ts';

const isMissing = haproxyMissing() !== undefined;

describe.skipIf(isMissing)('a service whose swarm.json says "router": "haproxy"', () => {
  let ground: ServiceGround;
  let address: string;
  const configured = (router: string) => ({ ...configurationFor('normal'), router });

  beforeAll(async () => {
    ground = await ServiceGround.startEmpty(configured('haproxy'));
    await ground.deployBoth();
    address = (await ground.traffic()).address ?? '';
  });
  afterAll(async () => {
    await ground.switch(null);
    expect(haproxies()).toEqual([]);
    await ground.close();
  });
  beforeEach(() => ground.deployBoth());

  /** Those that run for the service. */
  function haproxies(): HaproxyIdentity[] {
    const folder = path.join(ground.stateFolder, 'haproxy');
    return readdirSync(folder).map((port) =>
      JSON.parse(readFileSync(path.join(folder, port, 'haproxy.json'), 'utf8')),
    );
  }

  function choose(router: string): void {
    const file = path.join(ground.example.folder, 'swarm.json');
    writeFileSync(`${file}.new`, JSON.stringify(configured(router)));
    renameSync(`${file}.new`, file);
  }

  it('switches and rolls back through one HAProxy, with no request lost, and counts them', async () => {
    const clients = new SteadyClients(address);
    const before = haproxies();
    for (const slot of ['slot-2', 'slot-1', 'slot-2']) {
      await ground.switch(slot);
      await clients.more(slot === 'slot-1' ? '200 one' : '200 two');
    }
    await ground.rollback();
    await clients.more('200 one');
    expect(await clients.stop()).toEqual(['200 one', '200 two']);
    expect(haproxies()).toEqual(before);
    expect(await findRouter(ground.stateFolder)).toBeUndefined();
    await expect
      .poll(async () => (await ground.call('listSlots', {})).map(({ traffic }) => traffic?.requests ?? 0), {
        timeout: 15_000,
      })
      .toEqual([expect.any(Number), expect.toSatisfy((count: number) => count >= 40), 0]);
  });

  it.each([
    ['after', 'traffic.switch-requested'],
    ['before', 'traffic.switched'],
  ])(
    'loses no request where it is killed in a switch (%s %s), which the next service finishes',
    async (when, type) => {
      const clients = new SteadyClients(address, 3);
      await ground.dieAt(when, type);
      await expect(ground.switch('slot-2')).rejects.toThrow();
      await ground.ended();
      await ground.run();
      expect(await ground.traffic()).toMatchObject({
        live: { slot: 'slot-2' },
        pending: null,
        problem: null,
      });
      await clients.more('200 two');
      expect((await clients.stop()).filter((answer) => !/^200 (one|two)$/.test(answer))).toEqual([]);
    },
  );

  it('starts another HAProxy at the same address where it was killed', async () => {
    const [before] = haproxies();
    if (!before) throw new Error('none runs');
    process.kill(before.pid, 'SIGKILL');
    await ended(before);
    const ask = () => fetch(address).then((answer) => answer.text(), String);
    await expect.poll(ask).toBe('one');
    expect(haproxies()[0]?.pid).not.toBe(before.pid);
  });

  it('goes over to the embedded router and back when swarm.json says so: for a moment nobody listens, and no answer is wrong', async () => {
    const clients = new SteadyClients(address, 4);
    await clients.more('200 one');
    const [before] = haproxies();
    choose('embedded');
    await expect.poll(() => findRouter(ground.stateFolder)).toBeDefined();
    await clients.more('200 one');
    expect(haproxies()).toEqual([]);
    choose('haproxy');
    await expect.poll(() => haproxies().length).toBe(1);
    await clients.more('200 one');
    expect(await findRouter(ground.stateFolder)).toBeUndefined();
    const wrong = (await clients.stop()).filter(
      (answer) => !/^(200 one|(GET|POST) ECONNRE(FUSED|SET))$/.test(answer),
    );
    expect(wrong).toEqual([]);
    if (before) await ended(before);
    expect(await ground.traffic()).toMatchObject({ address, live: { slot: 'slot-1' }, problem: null });
  });
});
