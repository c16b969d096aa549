import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../server/infrastructure/programs/freePort.ts';
import { DeployedService, texts } from './deployedService.ts';
import { configured } from './deploymentGround.ts';
import { SteadyRequests } from './traffic/steadyRequests.ts';

let service: DeployedService;
let port: number;
let requests: SteadyRequests;

beforeAll(async () => {
  port = await freePort();
  service = await DeployedService.start(rolling('normal'));
});
afterAll(() => service?.ground.close());

beforeEach(async () => {
  await service.stopOther();
  requests = new SteadyRequests(service.address);
});
afterEach(() => requests.end());

/** The configuration with a program that runs in a mode; in `lone` its second instance never becomes healthy. */
function rolling(mode: string): object {
  const strategy = { strategy: 'rolling', rollingStepSeconds: 0.1, instances: { web: 2 } };
  return configured({ ...strategy, ports: { web: port }, healthTimeoutSeconds: 600 }, mode);
}

/** How many instances of each slot are healthy, the live one first. */
async function healthyInstances(): Promise<number[]> {
  const rows = await service.ground.call('listSlots', {});
  const web = rows.filter(({ team }) => team === 'web').toSorted((a, b) => Number(b.live) - Number(a.live));
  return web.map(({ instances }) => instances.filter(({ state }) => state === 'healthy').length);
}

/** Waits until the second instance of the new release runs, which will not become healthy. */
async function secondStarted(): Promise<void> {
  for (;;) {
    const rows = await service.ground.call('listSlots', {});
    const last = rows.filter(({ live }) => !live).flatMap(({ instances }) => instances.slice(1));
    if (last.some(({ state, url }) => state === 'starting' && url !== null)) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('a rolling deployment goes on and becomes live, with no request lost', () => {
  it.each([
    ['before', 'deployment.canary-stepped', ''],
    ['after', 'slot.scale-requested', '"removed":[1]'],
    ['before', 'slot.instance-stopped', ''],
    ['before', 'slot.started', '"instance":1'],
    ['after', 'slot.started', '"instance":1'],
  ])('where the service is killed %s %s %s', async (...fault) => {
    await service.diesAndGoesOn(...fault);
    expect(await healthyInstances()).toEqual([2, 1]);
    for (const answer of await requests.end()) expect(['200 one', '200 two']).toContain(answer);
    await service.expectNothingLeft();
  });
});

describe('the requests are back where they were, and all instances', () => {
  beforeAll(async () => {
    const { ground } = service;
    await ground.end('SIGTERM');
    writeFileSync(path.join(ground.example.folder, 'swarm.json'), JSON.stringify(rolling('lone')));
    await ground.run();
    const { hash } = await ground.call('commandApproval', { query: { team: 'web' } });
    await ground.call('approveCommand', { body: { team: 'web', hash } });
  });

  it.each([
    ['after', 'deployment.end-decided', ''],
    ['before', 'slot.started', '"instance":1'],
  ])('where the service is killed while it goes back, %s %s %s', async (...fault) => {
    const { ground, nextRevision: revision } = service;
    const { id } = await service.request(revision);
    await secondStarted();
    await ground.dieAt(...fault);
    await ground
      .call('cancelDeployment', { params: { deployment: id }, body: { reason: 'no' } })
      .catch(() => {});
    await ground.ended();
    await ground.run();
    expect(await service.ended(id)).toMatchObject({ state: 'rolled-back', share: 0 });
    expect(await service.answer()).toBe(texts[service.live]);
    expect(await healthyInstances()).toEqual([2, 0]);
    for (const answer of await requests.end()) expect(['200 one', '200 two']).toContain(answer);
  });
});
