import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { DeploymentGround } from './deploymentGround.ts';

const team = { environment: 'development', team: 'web' };
const reason = 'it leaks names';
const approvals = { required: 1, approvers: ['bob', 'ada'] };

let ground: DeploymentGround;

beforeAll(async () => {
  ground = await DeploymentGround.start();
  await ground.deploy('feature/web-one');
});
afterAll(() => ground.close());

function approve(id: string, actor: string): Promise<Deployment> {
  return ground.ground.call('approveDeployment', { params: { deployment: id }, body: {} }, { actor });
}

describe('an environment that asks for approvals', () => {
  it('gets a healthy release its requests once somebody else has approved it', async () => {
    await ground.configure({ approvals });
    const { id } = await ground.request('main');
    const waiting = await ground.until(
      id,
      ({ waitsFor, state }) => state === 'awaiting-approval' && waitsFor !== null,
    );
    expect(waiting).toMatchObject({
      approvals: { required: 1, approvers: ['bob', 'ada'], given: [] },
      waitsFor: 'Needs 1 approval by bob, ada.',
    });
    expect(ground.attention()).toEqual([
      `Deployment ${id} of main to development/web: Needs 1 approval by bob, ada.`,
    ]);
    await expect(approve(id, 'ada')).rejects.toThrow();
    expect(await ground.ask()).toBe('one');
    const waits: string[] = [];
    const end = ground.ground.rows.onChanged(({ resource, row }) => {
      const { state, waitsFor } = row as Deployment;
      if (resource === 'deployments' && waitsFor !== null) waits.push(`${state}: ${waitsFor}`);
    });
    await approve(id, 'bob');
    expect(await ground.ended(id)).toMatchObject({ state: 'live', approvals: { given: [{ by: 'bob' }] } });
    end();
    expect(waits.filter((wait) => /^(?!awaiting).*approval/.test(wait))).toEqual([]);
    expect(await ground.ask()).toBe('two');
  });

  it('lets nobody switch past them by hand, but back to what was approved', async () => {
    await ground.configure({ approvals });
    await expect(ground.switch('slot-1')).resolves.toMatchObject({ live: { slot: 'slot-1' } });
    await ground.switch('slot-2');
    await ground.ground.call('stopSlot', { params: { ...team, slot: 'slot-1' } });
    await ground.slot('slot-1', (slot) => slot?.state === 'idle');
    await ground.example.commit('version.txt', 'three');
    await ground.ground.call('startSlot', {
      params: { ...team, slot: 'slot-1' },
      body: { revision: 'main' },
    });
    await ground.slot('slot-1', (slot) => slot?.state === 'healthy');
    await expect(ground.switch('slot-1')).rejects.toThrow(
      'development asks for gates or approvals that what runs in slot-1 has not passed; deploy it: swarm deploy web main development --slot slot-1',
    );
  });

  it('leaves a slot to the deployment that uses it, and what was started by hand to whoever did', async () => {
    const { id } = await ground.request('main');
    expect(await ground.in(id, 'awaiting-approval')).toMatchObject({ slot: 'slot-1' });
    await expect(ground.ground.call('stopSlot', { params: { ...team, slot: 'slot-1' } })).rejects.toThrow(
      `Deployment ${id} needs slot development/web/slot-1; wait for its end or cancel it: swarm cancel ${id}`,
    );
    await ground.ground.call(
      'rejectDeployment',
      { params: { deployment: id }, body: { reason: 'not today' } },
      { actor: 'bob' },
    );
    expect(await ground.ended(id)).toMatchObject({
      state: 'cancelled',
      problem: 'bob rejected it: not today',
    });
    expect(ground.row('slot-1')).toMatchObject({ state: 'healthy' });
  });

  it('lets a rollback wait for one where it says so', async () => {
    await ground.configure({ approvals: { ...approvals, rollback: true } });
    await ground.ground.call('stopSlot', { params: { ...team, slot: 'slot-1' } });
    await ground.slot('slot-1', (slot) => slot?.state === 'idle');
    expect(await ground.rollback()).toMatchObject({ live: { slot: 'slot-2' } });
    const [asked] = ground.ground.rows.list('deployments');
    const id = asked?.id ?? '';
    await ground.in(id, 'awaiting-approval');
    await approve(id, 'bob');
    expect(await ground.ended(id)).toMatchObject({ state: 'live', rollback: true });
    expect(await ground.ask()).toBe('one');
  });

  it('lets only who is named there close its address, with a reason that stays', async () => {
    const close = (actor: string, why?: string) =>
      ground.ground.call(
        'switchTraffic',
        { params: team, body: { slot: null, ...(why === undefined ? {} : { reason: why }) } },
        { actor },
      );
    await ground.configure({ approvals, bypass: ['olga'] });
    await expect(close('ada', reason)).rejects.toMatchObject({
      code: 'not-allowed',
      message:
        'ada may not close the address of development/web: environments.development.bypass of swarm.json in the work tree allows only olga.',
    });
    await expect(close('olga')).rejects.toMatchObject({
      code: 'reason-required',
      message: expect.stringContaining('swarm switch web development --none --reason "<why>"'),
    });
    expect(await ground.ask()).toBe('one');
    expect(await close('olga', reason)).toMatchObject({ live: null, actor: 'olga', reason });
    // What was approved may answer again.
    expect(await ground.switch('slot-1')).toMatchObject({ live: { slot: 'slot-1' }, reason: null });
  });
});

describe('a repeated request', () => {
  it('under one key is one deployment, and another request under it is refused', async () => {
    const meta = { actor: 'ada', idempotency: { key: 'k1', requestHash: 'h1' } };
    const body = { ...team, revision: 'main', slot: 'slot-2' };
    const [first, second] = await Promise.all([
      ground.ground.call('requestDeployment', { body }, meta),
      ground.ground.call('requestDeployment', { body }, meta),
    ]);
    const third = await ground.ground.call('requestDeployment', { body }, meta);
    expect([second.id, third.id]).toEqual([first.id, first.id]);
    const other = { ...meta, idempotency: { key: 'k1', requestHash: 'h2' } };
    await expect(ground.ground.call('requestDeployment', { body }, other)).rejects.toMatchObject({
      code: 'idempotency-key-reused',
    });
    await ground.cancel(first.id);
    await ground.ended(first.id);
  });
});

describe('a branch that goes while its deployment waits', () => {
  it('is deployed as it was when it was asked for, and its commit is kept', async () => {
    await ground.configure({ approvals });
    ground.example.git('checkout', '-q', '-b', 'feature/web-gone');
    await ground.example.commit('version.txt', 'gone');
    ground.example.git('checkout', '-q', 'main');
    const { id, commit } = await ground.request('feature/web-gone');
    ground.example.git('branch', '-D', 'feature/web-gone');
    expect(ground.example.git('rev-parse', `refs/swarm/deployments/${id}`).trim()).toBe(commit);
    await ground.in(id, 'awaiting-approval');
    await approve(id, 'bob');
    expect(await ground.ended(id)).toMatchObject({ state: 'live', commit });
    expect(await ground.ask()).toBe('gone');
  });
});
