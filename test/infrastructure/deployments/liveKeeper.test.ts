import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { restartDelay } from '../../../server/infrastructure/deployments/liveKeeper.ts';
import type { Slot } from '../../../server/protocol/slots.ts';
import { DeploymentGround } from './deploymentGround.ts';
import { processesIn } from './slots/exampleApplication.ts';

let ground: DeploymentGround;

beforeEach(async () => {
  ground = await DeploymentGround.start();
});
afterEach(() => ground.close());

const exit = (url: string | null | undefined) => fetch(`${url}/exit`).catch(() => {});
const healthyCount = (row: Slot | undefined) =>
  row?.instances.filter(({ state }) => state === 'healthy').length;

/** Resolves when a slot is healthy with other programs than before. */
function healthyAnew(slot: string, before: Slot | undefined): Promise<Slot | undefined> {
  const old = new Set(before?.instances.map(({ pid }) => pid));
  return ground.slot(
    slot,
    (row) => row?.state === 'healthy' && row.instances.every(({ pid }) => !old.has(pid)),
  );
}

describe('a live release whose program ends', () => {
  it('is started again as often as it ends, and has its requests again', async () => {
    await ground.deploy('feature/web-one');
    for (const _ of [1, 2]) {
      const before = ground.row('slot-1');
      await exit(before?.url);
      expect(await healthyAnew('slot-1', before)).toMatchObject({
        live: true,
        actor: 'swarm',
        problem: null,
      });
      await expect.poll(() => ground.ask()).toBe('one');
    }
  });

  it('is started again by the next run of the service where it ended meanwhile', async () => {
    await ground.deploy('feature/web-one');
    const before = ground.row('slot-1');
    await ground.ground.subjects.close();
    process.kill(before?.pid ?? 0, 'SIGKILL');
    await expect.poll(() => processesIn(ground.ground.temporary.folder)).toEqual([]);
    await ground.ground.restart();
    await healthyAnew('slot-1', before);
    await expect.poll(() => ground.ask()).toBe('one');
  });

  it('gets the instance back that has ended, while the others answer', async () => {
    await ground.configure({}, 'normal', { instances: 3 });
    await ground.deploy('feature/web-one');
    const before = ground.row('slot-1');
    await exit(before?.instances[1]?.url);
    const ended = before?.instances[1]?.pid;
    const after = await ground.slot(
      'slot-1',
      (row) =>
        row?.state === 'healthy' &&
        healthyCount(row) === 3 &&
        row.instances.every(({ pid }) => pid !== ended),
    );
    const pids = after?.instances.map(({ pid }) => pid);
    expect(pids).toEqual(expect.arrayContaining([0, 2].map((number) => before?.instances[number]?.pid)));
  });

  it('stays as it is where the environment says so', async () => {
    await ground.configure({ restart: false });
    await ground.deploy('feature/web-one');
    await exit(ground.row('slot-1')?.url);
    await ground.slot('slot-1', (row) => row?.state === 'failed');
    expect(ground.ground.subjects.running()).toBe(false);
  });
});

it('what does not stay up is started again after pauses that grow to five minutes', () => {
  expect([0, 1, 2, 3, 9, 10, 1000].map(restartDelay)).toEqual([
    0, 1000, 2000, 4000, 256_000, 300_000, 300_000,
  ]);
});
