import { afterEach, describe, expect, it } from 'vitest';
import { DeploymentGround } from '../deploymentGround.ts';

let ground: DeploymentGround;
afterEach(() => ground.close());

const approve = (id: string, actor: string, verified = false) =>
  ground.ground.call(
    'approveDeployment',
    { params: { deployment: id }, body: { comment: 'looks good' } },
    { actor, verified },
  );

const waiting = (id: string) =>
  ground.until(id, ({ state, waitsFor }) => state === 'awaiting-approval' && waitsFor !== null);

/** A time of day some hours from now. */
function clock(hours: number): string {
  return `${String((new Date().getUTCHours() + 24 + hours) % 24).padStart(2, '0')}:00`;
}

describe('a deployment', () => {
  it('waits for approvals, takes none of who asked for it, and goes live with one of somebody else', async () => {
    ground = await DeploymentGround.start({ approvals: { approvers: ['ada', 'zoe'] } });
    const { id } = await ground.request('main', {}, 'ada');
    expect(await waiting(id)).toMatchObject({
      waitsFor: 'Needs 1 approval by ada, zoe.',
      approvals: { required: 1, given: [], approvers: ['ada', 'zoe'], expiresAt: null },
    });
    await expect(approve(id, 'ada')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(approve(id, 'Ada')).rejects.toMatchObject({ code: 'not-allowed' });
    await expect(approve(id, 'olga')).rejects.toMatchObject({ code: 'not-allowed' });
    await approve(id, 'zoe');
    expect(await ground.ended(id)).toMatchObject({
      state: 'live',
      approvals: { given: [{ by: 'zoe', comment: 'looks good', verified: false }] },
    });
    expect(await ground.ask()).toBe('two');
  });

  it('of what is approved is the commit that was asked for, also where the branch has moved', async () => {
    ground = await DeploymentGround.start({ approvals: {} });
    const { id, commit } = await ground.request('feature/web-one');
    await waiting(id);
    ground.example.git('branch', '--force', 'feature/web-one', 'main');
    await approve(id, 'zoe');
    expect(await ground.ended(id)).toMatchObject({ state: 'live', commit });
    expect(await ground.ask()).toBe('one');
  });

  it('counts proven approvals alone where the environment wants proof, and wants it of who asks too', async () => {
    ground = await DeploymentGround.start({ approvals: { verified: true } });
    await expect(ground.request('main')).rejects.toMatchObject({
      code: 'not-allowed',
      message: expect.stringContaining('swarm tokens create "ada"'),
    });
    const body = { environment: 'development', team: 'web', revision: 'main' };
    const { id } = await ground.ground.call('requestDeployment', { body }, { actor: 'ada', verified: true });
    await waiting(id);
    await expect(approve(id, 'zoe')).rejects.toMatchObject({ code: 'not-allowed' });
    await approve(id, 'zoe', true);
    expect(await ground.ended(id)).toMatchObject({
      state: 'live',
      approvals: { given: [{ by: 'zoe', verified: true }] },
    });
  });

  it('waits for its window, and goes live once that is open', async () => {
    const closed = { from: clock(2), to: clock(3), timeZone: 'UTC' };
    ground = await DeploymentGround.start({ windows: [closed] });
    const { id } = await ground.request('main');
    expect((await waiting(id)).waitsFor).toMatch(/^Opens \w{3} \d\d:00 UTC \(in [12] h\)\.$/);
    expect((await ground.traffic()).live).toBeNull();
    await ground.configure({ windows: [{ from: '00:00', to: '24:00', timeZone: 'UTC' }] });
    expect(await ground.ended(id)).toMatchObject({ state: 'live' });
  });

  it('waits for the end of a freeze, but for who may bypass it and says why', async () => {
    const freeze = { from: '2020-01-01', until: '2999-01-01', reason: 'audit', timeZone: 'UTC' };
    ground = await DeploymentGround.start({ freezes: [freeze], bypass: ['zoe'] });
    const { id } = await ground.request('feature/web-one');
    expect((await waiting(id)).waitsFor).toMatch(/^Frozen until .*: audit\.$/);
    await ground.cancel(id);
    await ground.ended(id);
    await expect(ground.request('main', { bypass: 'hotfix' }, 'ada')).rejects.toMatchObject({
      code: 'not-allowed',
    });
    const hotfix = await ground.request('main', { bypass: 'hotfix' }, 'zoe');
    expect(await ground.ended(hotfix.id)).toMatchObject({
      state: 'live',
      bypass: { by: 'zoe', reason: 'hotfix' },
    });
  });

  it('goes into no slot that another has reserved', async () => {
    ground = await DeploymentGround.start();
    const params = { environment: 'development', team: 'web', slot: 'slot-1' };
    const body = { reason: 'load test', minutes: 60 };
    await ground.ground.call('reserveSlot', { params, body }, { actor: 'zoe' });
    expect(await ground.deploy('main')).toMatchObject({ state: 'live', slot: 'slot-2' });
    await expect(ground.request('main', { slot: 'slot-1' })).rejects.toMatchObject({ code: 'slot-reserved' });
    const third = await ground.request('feature/web-one');
    expect((await ground.until(third.id, (row) => row.waitsFor !== null)).waitsFor).toContain(
      'reserved by zoe until',
    );
    await ground.ground.call('releaseSlot', { params }, { actor: 'zoe' });
    expect(await ground.ended(third.id)).toMatchObject({ state: 'live', slot: 'slot-1' });
  });
});
