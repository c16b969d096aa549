import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { DeploymentGround } from '../deployments/deploymentGround.ts';
import { processesIn } from '../deployments/slots/exampleApplication.ts';
import { type Clients, clientsOf, faulty, faultyProgram } from './faultyApplication.ts';

let ground: DeploymentGround;
let clients: Clients;

/** A build that waits until the file `go` of the repository is there. */
const waitsForGo = (folder: string) => [
  process.execPath,
  '-e',
  `const wait = () => require('fs').existsSync(${JSON.stringify(folder)} + '/go') || setTimeout(wait, 20); wait()`,
];

beforeEach(async () => {
  ground = await DeploymentGround.start();
  expect(await ground.deploy('feature/web-one')).toMatchObject({ state: 'live', slot: 'slot-1' });
  clients = await clientsOf(ground);
});
afterEach(async () => {
  await clients.stop();
  await ground.close();
});

const git = (...args: string[]) => ground.example.git(...args);

describe('a deployment whose branch meanwhile', () => {
  it.each([
    ['is deleted', () => git('branch', '--delete', '--force', 'feature/web-next')],
    ['is moved', () => git('branch', '--force', 'feature/web-next', 'feature/web-one')],
  ])('%s brings the commit that was asked for, also where only it knows that commit', async (_, change) => {
    const { folder } = ground.example;
    git('checkout', '--quiet', '-b', 'feature/web-next', 'main');
    await ground.example.commit('version.txt', 'next');
    const commit = git('rev-parse', 'HEAD');
    git('checkout', '--quiet', 'main');
    await ground.configure({}, 'normal', { build: waitsForGo(folder) });
    await ground.allow();
    const { id } = await ground.request('feature/web-next');
    await ground.in(id, 'building');
    change();
    git('reflog', 'expire', '--expire=now', '--all');
    git('gc', '--quiet', '--prune=now');
    await ground.ground.write('go', '');
    expect(await ground.ended(id)).toMatchObject({ state: 'live', commit, problem: null });
    expect(await ground.ask()).toBe('next');
    expect((await clients.stop()).sort()).toEqual(['200 next', '200 one']);
  });

  it('is waiting in the queue and then deleted is deployed as it was', async () => {
    const { folder } = ground.example;
    git('branch', 'feature/web-later', 'main');
    await ground.configure({ deploymentsAtOnce: 1 }, 'normal', { build: waitsForGo(folder) });
    await ground.allow();
    const { id: first } = await ground.request('main');
    const { id: second } = await ground.request('feature/web-later');
    await ground.in(first, 'building');
    expect(await ground.until(second, ({ position }) => position === 1)).toMatchObject({
      state: 'queued',
      waitsFor: expect.stringContaining(first),
    });
    git('branch', '--delete', '--force', 'feature/web-later');
    await ground.ground.write('go', '');
    expect(await ground.ended(first)).toMatchObject({ state: 'live' });
    expect(await ground.ended(second)).toMatchObject({ state: 'live', commit: git('rev-parse', 'main') });
  });
});

describe('two deployments that want one slot', () => {
  it('come one after the other, and the one that waits says for what', async () => {
    await ground.configure({}, 'normal', { build: waitsForGo(ground.example.folder) });
    await ground.allow();
    const both = await Promise.all([
      ground.request('main', { slot: 'slot-2' }),
      ground.request('main', { slot: 'slot-2' }, 'grace'),
    ]);
    const { id: first } = await Promise.race(both.map(({ id }) => ground.in(id, 'building')));
    const second = both.find(({ id }) => id !== first)?.id ?? '';
    expect(await ground.until(second, ({ waitsFor }) => waitsFor !== null)).toMatchObject({
      state: 'queued',
    });
    await ground.ground.write('go', '');
    expect(await ground.ended(first)).toMatchObject({ state: 'live', slot: 'slot-2' });
    const told = ({ waitsFor, problem }: Deployment) => waitsFor ?? problem ?? '';
    const last = await ground.until(second, (row) => told(row).includes('live'));
    expect(told(last)).toMatch(/slot-2.*live.*\.$/);
    if (last.endedAt === null) await ground.cancel(second);
    expect((await clients.stop()).sort()).toEqual(['200 one', '200 two']);
  });
});

describe('a release that gets requests and', () => {
  beforeEach(async () => {
    git('checkout', '--quiet', 'main');
    await ground.example.commit('faulty.cjs', faultyProgram);
  });

  it.each(['hangs', 'resets', 'half', 'fails'])(
    '%s goes back by itself to the release before',
    async (mode) => {
      const observe = { seconds: 60, minimumRequests: 10 };
      await ground.configure({ observe, answerSeconds: 0.5, keepWarmSeconds: 3 }, 'normal', faulty(mode));
      await ground.allow();
      const { id } = await ground.request('main');
      const ended = await ground.ended(id);
      expect(ended).toMatchObject({ state: 'rolled-back', problem: expect.stringMatching(/%.*\.$/) });
      expect(await ground.ask()).toBe('one');
      await ground.slot('slot-2', (row) => row?.state === 'idle');
      expect(processesIn(`${ground.stateFolder}/slots/development/web/slot-2/tree`)).toEqual([]);
      expect(await ground.traffic()).toMatchObject({ live: { slot: 'slot-1' }, problem: null });
    },
  );
});
