import { rmSync } from 'node:fs';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { configured } from '../deployments/deploymentGround.ts';
import { ServiceGround } from '../deployments/traffic/serviceGround.ts';
import { Clients } from './faultyApplication.ts';
import { fill, smallDisk, unmount } from './smallDisk.ts';

const disk = smallDisk(24);
afterAll(() => disk && unmount(disk));

let ground: ServiceGround;
let clients: Clients;
afterEach(async () => {
  await clients.stop();
  await ground.close();
});

const request = (revision: string) =>
  ground.call('requestDeployment', { body: { environment: 'development', team: 'web', revision } });

async function ended(id: string): Promise<Deployment> {
  for (;;) {
    const rows = await ground.call('deployments', {});
    const found = rows.find((row) => row.id === id);
    if (found && found.endedAt !== null) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

// Mounting takes rights that a test's user mostly has not.
describe.skipIf(disk === undefined)('a full disk', () => {
  it('refuses a deployment with a sentence, and what is live stays live; there is one once there is room', async () => {
    ground = await ServiceGround.startEmpty(configured(), disk);
    expect(await ended((await request('feature/web-one')).id)).toMatchObject({ state: 'live' });
    clients = new Clients((await ground.traffic()).address ?? '');
    const filler = fill(disk ?? '');
    const refused = await request('main').then(
      ({ id }) => ended(id),
      (error: Error) => ({ state: 'failed', problem: error.message }),
    );
    expect(refused).toMatchObject({
      state: 'failed',
      problem: expect.stringMatching(/disk|No space left|ENOSPC/i),
    });
    rmSync(filler);
    expect(await ended((await request('main')).id)).toMatchObject({ state: 'live', problem: null });
    expect((await clients.stop()).sort()).toEqual(['200 one', '200 two']);
  });

  it('that a release fills fails that release, and leaves room behind', async () => {
    const write = `for (;;) require('fs').appendFileSync('filler', Buffer.alloc(1e6))`;
    const build = [
      process.execPath,
      '-e',
      `if (require('fs').readFileSync('version.txt') == 'two') ${write}`,
    ];
    ground = await ServiceGround.startEmpty(configured({}, 'normal', { build }), disk);
    expect(await ended((await request('feature/web-one')).id)).toMatchObject({ state: 'live' });
    clients = new Clients((await ground.traffic()).address ?? '');
    expect(await ended((await request('main')).id)).toMatchObject({
      state: 'failed',
      problem: 'The build exited with code 1: no space is left on the disk.',
    });
    expect(await ground.traffic()).toMatchObject({ live: { slot: 'slot-1' }, problem: null });
    expect(await clients.stop()).toEqual(['200 one']);
    expect(await ended((await request('feature/web-one')).id)).toMatchObject({ state: 'live' });
  });
});
