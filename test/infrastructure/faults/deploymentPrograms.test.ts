import { statSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { DeploymentGround } from '../deployments/deploymentGround.ts';
import { processesIn } from '../deployments/slots/exampleApplication.ts';
import { type Clients, clientsOf, faulty, faultyProgram } from './faultyApplication.ts';

let ground: DeploymentGround;
let clients: Clients;

beforeEach(async () => {
  ground = await DeploymentGround.start();
  expect(await ground.deploy('feature/web-one')).toMatchObject({ state: 'live', slot: 'slot-1' });
  ground.example.git('checkout', '--quiet', 'main');
  await ground.example.commit('faulty.cjs', faultyProgram);
  clients = await clientsOf(ground);
});
afterEach(() => ground.close());

/** Lets the next release be another program, in an environment with these settings. */
async function next(deployment: object, environment: object = {}): Promise<void> {
  await ground.configure(environment, 'normal', deployment);
  await ground.allow();
}

/** Nothing of the release is left: no process, no work tree. */
function nothingIsLeft(): void {
  const tree = path.join(ground.stateFolder, 'slots/development/web/slot-2/tree');
  expect(processesIn(tree)).toEqual([]);
  expect(ground.example.git('worktree', 'list')).not.toContain('slot-2');
}

/** The release failed for this reason; the live one answered every request meanwhile. */
async function failedWith(deployment: Deployment, reason: RegExp): Promise<void> {
  expect(deployment).toMatchObject({ state: 'failed', problem: expect.stringMatching(reason) });
  nothingIsLeft();
  expect(await clients.stop()).toEqual(['200 one']);
  expect(await ground.traffic()).toMatchObject({ live: { slot: 'slot-1' }, problem: null });
}

describe('a release whose program', () => {
  it.each([
    [
      'does not exist',
      { command: ['no-such-program'] },
      /^Cannot start "no-such-program": there is no such program\.$/,
    ],
    ['exits at once', faulty('exits'), /The program exited with code 0\.$/],
    ['is no program', { command: ['./faulty.cjs'] }, /^Cannot start "\.\/faulty\.cjs": .*EACCES\.$/],
  ])('%s fails with that, and what is live stays live', async (_, deployment, reason) => {
    await next(deployment);
    await failedWith(await ground.deploy('main'), reason);
  });

  it('never becomes healthy fails with the answer of its check', async () => {
    await next(faulty('never'), { healthTimeoutSeconds: 1 });
    const deployment = await ground.deploy('main');
    expect(deployment.failedCheck).toMatchObject({ status: 503, body: 'not yet' });
    await failedWith(deployment, /not healthy within 1 s: it answered 503 to GET \/health\.$/);
  });

  it('floods its output has that bounded, and is live all the same', async () => {
    await next(faulty('flood'));
    expect(await ground.deploy('main')).toMatchObject({ state: 'live', slot: 'slot-2' });
    const log = ground.row('slot-2')?.log ?? '';
    const older = `${log}.older`;
    await expect.poll(() => statSync(older, { throwIfNoEntry: false })?.size ?? 0).toBeGreaterThan(0);
    expect(statSync(older).size).toBeLessThanOrEqual(10 * 1024 * 1024);
    await expect.poll(() => clients.count('200 faulty')).toBeGreaterThan(0);
    expect((await clients.stop()).sort()).toEqual(['200 faulty', '200 one']);
  });

  it('ignores SIGTERM is ended all the same when its deployment is cancelled', async () => {
    await next(faulty('stubborn'), { approvals: { required: 1 } });
    const { id } = await ground.request('main');
    await ground.in(id, 'awaiting-approval');
    await ground.cancel(id, 'not today');
    expect(await ground.ended(id)).toMatchObject({ state: 'cancelled' });
    await ground.slot('slot-2', (row) => row?.state === 'idle');
    nothingIsLeft();
    expect(await clients.stop()).toEqual(['200 one']);
  });

  it('dies while it waits for approval fails, and nothing was different', async () => {
    await next(faulty('well'), { approvals: { required: 1 } });
    const { id } = await ground.request('main');
    await ground.in(id, 'awaiting-approval');
    await fetch(`${ground.row('slot-2')?.url}/exit`).catch(() => {});
    await failedWith(await ground.ended(id), /exited with code 9/);
  });

  it('dies once it is live goes back by itself to the release before', async () => {
    await next(faulty('well'), { observe: { seconds: 60 } });
    const { id } = await ground.request('main');
    await ground.in(id, 'observing');
    await fetch(`${ground.row('slot-2')?.url}/exit`).catch(() => {});
    expect(await ground.ended(id)).toMatchObject({
      state: 'rolled-back',
      problem: expect.stringMatching(/exited with code 9/),
    });
    expect(await ground.ask()).toBe('one');
    nothingIsLeft();
    await clients.stop();
    expect(await ground.traffic()).toMatchObject({ live: { slot: 'slot-1' }, problem: null });
  });

  it('eats memory is ended at its limit, and goes back by itself', async () => {
    // While it eats it answers slowly or not at all: here its end alone is to count.
    const observe = { seconds: 60, failedChecks: 1000, errorRatePercent: 100, slowerPercent: 10_000 };
    await next(faulty('well', { limits: { memoryMegabytes: 1000 } }), { observe });
    const { id } = await ground.request('main');
    await ground.in(id, 'observing');
    await fetch(`${ground.row('slot-2')?.url}/eat`).catch(() => {});
    expect(await ground.ended(id)).toMatchObject({
      state: 'rolled-back',
      problem: expect.stringMatching(/^The program /),
    });
    expect(await ground.ask()).toBe('one');
    nothingIsLeft();
    await clients.stop();
  });

  it('has no port to listen on fails with what it says of that', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as { port: number };
    const script = `require('net').createServer().listen(${port}, '127.0.0.1')`;
    await next({ command: [process.execPath, '-e', script] });
    await failedWith(await ground.deploy('main'), /exited with code 1.*/);
    taken.close();
  });
});
