import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../server/infrastructure/programs/freePort.ts';
import { DeployedService, texts } from './deployedService.ts';
import { configured } from './deploymentGround.ts';
import { SteadyRequests } from './traffic/steadyRequests.ts';

const build = { build: [process.execPath, '-e', '0'] };

let service: DeployedService;
let port: number;
let requests: SteadyRequests;

beforeAll(async () => {
  port = await freePort();
  service = await DeployedService.start(observed(0.2));
});
afterAll(() => service?.ground.close());

beforeEach(async () => {
  await service.stopOther();
  requests = new SteadyRequests(service.address);
});
afterEach(() => requests.end());

/** The configuration with this time of observation. */
function observed(seconds: number): object {
  return configured({ ports: { web: port }, observe: { seconds } }, 'normal', build);
}

describe('a deployment goes on and becomes live', () => {
  it.each([
    ['after', 'deployment.requested', ''],
    ['after', 'deployment.advanced', '"to":"building"'],
    ['after', 'slot.build-started', ''],
    ['before', 'slot.started', ''],
    ['after', 'slot.started', ''],
    ['before', 'deployment.advanced', '"to":"switching"'],
    ['after', 'deployment.advanced', '"to":"switching"'],
    ['after', 'traffic.switch-requested', ''],
    ['after', 'traffic.switched', ''],
    ['before', 'deployment.ended', ''],
  ])('where the service is killed %s %s %s', async (...fault) => {
    await service.diesAndGoesOn(...fault);
    for (const answer of await requests.end()) expect(['200 one', '200 two']).toContain(answer);
    await service.expectNothingLeft();
  });
});

describe('the requests are back where they were', () => {
  beforeAll(async () => {
    await service.ground.end('SIGTERM');
    writeFileSync(path.join(service.ground.example.folder, 'swarm.json'), JSON.stringify(observed(600)));
    await service.ground.run();
  });

  it.each([
    ['after', 'deployment.end-decided', ''],
    ['after', 'traffic.switch-requested', ''],
    ['before', 'deployment.ended', ''],
  ])('where the service is killed in a rollback, %s %s', async (when, type) => {
    const { ground, nextRevision: revision } = service;
    const { id } = await service.request(revision);
    await service.until((row) => row.id === id && row.state === 'observing');
    await ground.dieAt(when, type);
    await ground.rollback().catch(() => {});
    await ground.ended();
    await ground.run();
    expect(await service.ended(id)).toMatchObject({ state: 'rolled-back', share: 0 });
    expect(await service.answer()).toBe(texts[service.live]);
    for (const answer of await requests.end()) expect(['200 one', '200 two']).toContain(answer);
  });
});
