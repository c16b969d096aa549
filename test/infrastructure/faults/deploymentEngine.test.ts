import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engineMissing } from '../../../scripts/containerEngine.ts';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { ContainerApplication } from '../programs/containers/containerApplication.ts';
import { Podman } from '../programs/containers/podman.ts';
import { Clients } from './faultyApplication.ts';

const missing = engineMissing();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);
const place = { environment: 'development', team: 'web' };

describe.skipIf(missing !== undefined)('a container engine that goes away', () => {
  let podman: Podman;
  let application: ContainerApplication;

  beforeAll(async () => {
    podman = new Podman();
    await podman.start();
  });
  afterAll(() => podman.close());
  beforeEach(async () => {
    application = await ContainerApplication.start(podman);
  });
  afterEach(async () => {
    const { ground } = application;
    await ground.call('switchTraffic', { params: place, body: { slot: null } });
    for (const slot of ['slot-1', 'slot-2']) {
      await ground.call('stopSlot', { params: { ...place, slot }, body: {} });
      await ground.row('slots', `development/web/${slot}`, (row) => row?.state === 'idle');
    }
    await application.close();
    expect(podman.containers()).toEqual([]);
  });

  async function ended(revision: string): Promise<Deployment | undefined> {
    const body = { ...place, revision };
    const { id } = await application.ground.call('requestDeployment', { body });
    return application.ground.row('deployments', id, (row) => (row?.endedAt ?? null) !== null);
  }

  it('fails a deployment with a sentence while what is live goes on, and is used again when it is back', async () => {
    await application.configure({ health: [{ type: 'http', path: '/version.txt' }] });
    await application.approve();
    const slots = { web: ['slot-1', 'slot-2'] };
    await application.replaceEnvironment({ slots, observe: { seconds: 0 }, drainSeconds: 0 });
    expect(await ended('main')).toMatchObject({ state: 'live', problem: null });
    await application.example.commit('version.txt', 'two');
    const [traffic] = await application.ground.call('traffic');
    const clients = new Clients(`${traffic?.address}/version.txt`);
    await podman.stop();
    expect(await ended('main')).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/^The container engine does not answer at .*\.$/),
    });
    expect(await clients.stop()).toEqual(['200 one']);
    await podman.start();
    expect(await ended('main')).toMatchObject({ state: 'live', problem: null });
  });
});
