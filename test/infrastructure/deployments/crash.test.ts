import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../../server/infrastructure/programs/freePort.ts';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { processesIn } from '../slots/exampleApplication.ts';
import { ServiceGround } from '../traffic/serviceGround.ts';
import { configured } from './deploymentGround.ts';

const team = { environment: 'development', team: 'web' };
const build = { build: [process.execPath, '-e', '0'] };
const texts: Readonly<Record<string, string>> = { main: 'two', 'feature/web-one': 'one' };

let ground: ServiceGround;
let port: number;
let live: string;
let address: string;
let over: boolean;
let answers: Set<string>;
let load: Promise<void>;

beforeAll(async () => {
  port = await freePort();
  ground = await ServiceGround.startEmpty(observed(0.2));
  await deploy('feature/web-one');
  live = 'feature/web-one';
  address = (await ground.traffic()).address ?? '';
}, 60_000);
afterAll(() => ground?.close(), 60_000);

beforeEach(async () => {
  await stopOther();
  over = false;
  answers = new Set();
  load = ask();
});
afterEach(async () => {
  over = true;
  await load;
});

/** The configuration with this time of observation. */
function observed(seconds: number): object {
  return configured({ ports: { web: port }, observe: { seconds } }, 'normal', build);
}

/** Asks the stable address again and again and keeps the answers that differ. */
async function ask(): Promise<void> {
  while (!over) {
    answers.add(
      await fetch(address).then(async (answer) => `${answer.status} ${await answer.text()}`, String),
    );
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

function request(revision: string): Promise<Deployment> {
  return ground.call('requestDeployment', { body: { ...team, revision } });
}

async function deploy(revision: string): Promise<Deployment> {
  return ended((await request(revision)).id);
}

/** Waits until a deployment has ended. */
async function ended(id: string): Promise<Deployment> {
  for (;;) {
    const row = (await ground.call('deployments', {})).find((one) => one.id === id);
    if (row && row.endedAt !== null) return row;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function newest(): Promise<Deployment | undefined> {
  return (await ground.call('deployments', { query: { limit: 1 } }))[0];
}

/** So that a release has to be built and started. */
async function stopOther(): Promise<void> {
  const { live: release } = await ground.traffic();
  const other = release?.slot === 'slot-1' ? 'slot-2' : 'slot-1';
  await ground.stop(other);
  await ground.until(other, 'idle');
}

function nextRevision(): string {
  return live === 'main' ? 'feature/web-one' : 'main';
}

/** Nothing runs in a slot that says that nothing does. */
async function expectNothingLeft(): Promise<void> {
  for (const { id, state } of await ground.call('listSlots', {})) {
    const tree = `${ground.stateFolder}/slots/${id}/tree`;
    if (state === 'idle' || state === 'failed') expect(processesIn(tree)).toEqual([]);
    if (state === 'idle') expect(existsSync(tree)).toBe(false);
  }
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
  ])(
    'where the service is killed %s %s %s',
    async (...fault) => {
      await ground.dieAt(...fault);
      const revision = nextRevision();
      await request(revision).catch(() => {});
      await ground.ended();
      expect((await fetch(address)).status).toBe(200);
      await ground.run();
      const { id } = (await newest()) ?? { id: '0' };
      expect(await ended(id)).toMatchObject({ state: 'live', revision, problem: null });
      live = revision;
      expect(await (await fetch(address)).text()).toBe(texts[revision]);
      for (const answer of answers) expect(['200 one', '200 two']).toContain(answer);
      await expectNothingLeft();
    },
    120_000,
  );
});

describe('the requests are back where they were', () => {
  beforeAll(async () => {
    await ground.end('SIGTERM');
    writeFileSync(path.join(ground.example.folder, 'swarm.json'), JSON.stringify(observed(600)));
    await ground.run();
  });

  it.each([
    ['after', 'deployment.end-decided', ''],
    ['after', 'traffic.switch-requested', ''],
    ['before', 'deployment.ended', ''],
  ])(
    'where the service is killed in a rollback, %s %s',
    async (when, type) => {
      const revision = nextRevision();
      const { id } = await request(revision);
      while ((await newest())?.state !== 'observing') await new Promise((resolve) => setTimeout(resolve, 20));
      await ground.dieAt(when, type);
      await ground.rollback().catch(() => {});
      await ground.ended();
      await ground.run();
      expect(await ended(id)).toMatchObject({ state: 'rolled-back', share: 0 });
      expect(await (await fetch(address)).text()).toBe(texts[live]);
      for (const answer of answers) expect(['200 one', '200 two']).toContain(answer);
    },
    120_000,
  );
});
