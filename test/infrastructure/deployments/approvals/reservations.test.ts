import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type ExampleRepository, makeRepository } from '../../git/exampleRepository.ts';
import { SubjectGround } from '../../subjectGround.ts';
import { teams } from './policyGround.ts';

const blue = 'production/web/blue';
const params = { environment: 'production', team: 'web', slot: 'blue' };
const route = { environment: 'production', team: 'web' };
let example: ExampleRepository;
let ground: SubjectGround;

/** Rules that main has committed. */
const swarm = {
  teams: { ...teams, web: { ...teams.web, deployment: { command: ['true'] } } },
  environments: {
    production: { slots: { web: ['blue', 'green'], ai: ['grey'] }, bypass: ['zoe'] },
  },
};

beforeEach(async () => {
  example = await makeRepository();
  await example.commit('swarm.json', JSON.stringify(swarm));
  ground = await SubjectGround.start(example.folder);
  await ground.row('slots', blue, (row) => row !== undefined);
});
afterEach(async () => {
  await ground.close();
  await example.remove();
});

const reserve = (actor: string, reason = 'load test', minutes = 60) =>
  ground.call('reserveSlot', { params, body: { reason, minutes } }, { actor });
const release = (actor: string) => ground.call('releaseSlot', { params }, { actor });
const start = (actor: string) => ground.call('startSlot', { params, body: { revision: 'main' } }, { actor });
const everything = (actor: string) =>
  [
    () => start(actor),
    () => ground.call('stopSlot', { params }, { actor }),
    () => ground.call('switchTraffic', { params: route, body: { slot: 'blue' } }, { actor }),
  ] as const;

describe('a reserved slot', () => {
  it('shows who keeps it, until when and why', async () => {
    const before = Date.now();
    const { reservation } = await reserve('agent-1');
    expect(reservation).toMatchObject({ by: 'agent-1', reason: 'load test' });
    const until = Date.parse(reservation?.until ?? '');
    expect(until).toBeGreaterThanOrEqual(before + 3_600_000);
    expect(until).toBeLessThanOrEqual(Date.now() + 3_600_000);
    expect(ground.rows.get('slots', blue)?.reservation).toEqual(reservation);
    expect(ground.rows.get('slots', 'production/web/green')?.reservation).toBeNull();
  });

  it('is neither started, stopped, switched to nor reserved by others, who are told by whom and until when', async () => {
    const { reservation } = await reserve('agent-1');
    const message = `Slot ${blue} is reserved by agent-1 until ${reservation?.until}: load test.`;
    for (const attempt of [...everything('ada'), () => reserve('ada')])
      await expect(attempt()).rejects.toMatchObject({ code: 'slot-reserved', message, data: reservation });
    // Its owner gets as far as the program that nobody has allowed yet.
    await expect(start('agent-1')).rejects.toMatchObject({ code: 'command-not-approved' });
    await expect(start('Agent 1')).rejects.toMatchObject({ code: 'not-allowed' });
  });

  it('is released by its owner and by who may bypass, and by no other', async () => {
    await reserve('agent-1');
    await expect(release('ada')).rejects.toMatchObject({
      code: 'slot-reserved',
      message: expect.stringContaining('who is named in `bypass` of the environment can'),
    });
    expect((await release('agent-1')).reservation).toBeNull();
    await reserve('agent-1');
    expect((await release('zoe')).reservation).toBeNull();
    expect((await release('zoe')).reservation).toBeNull();
    expect(await ground.eventTypes(`reservation/${blue}`)).toEqual([
      'slot.reserved',
      'slot.released',
      'slot.reserved',
      'slot.released',
    ]);
  });

  it('is kept longer by its owner alone, and stays reserved after a restart of the service', async () => {
    await reserve('agent-1');
    const { reservation } = await reserve('agent-1', 'it takes longer', 120);
    await ground.restart();
    expect(ground.rows.get('slots', blue)?.reservation).toEqual(reservation);
    await expect(start('ada')).rejects.toMatchObject({ code: 'slot-reserved' });
  });

  it('of another environment, team or name is not there', async () => {
    for (const wrong of [{ slot: 'red' }, { environment: 'staging' }])
      await expect(
        ground.call('reserveSlot', { params: { ...params, ...wrong }, body: { reason: 'x', minutes: 1 } }),
      ).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('the slots of a team', () => {
  it('are not touched by another team, but by operators', async () => {
    for (const attempt of [
      ...everything('agent-2'),
      () => reserve('agent-2'),
      () => release('bob'),
      () => ground.call('rollbackTraffic', { params: route }, { actor: 'bob' }),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: 'not-allowed',
        message: expect.stringContaining('teams in swarm.json on main'),
      });
    await expect(start('olga')).rejects.toMatchObject({ code: 'command-not-approved' });
    await expect(start('ada')).rejects.toMatchObject({ code: 'command-not-approved' });
  });

  it('stay theirs where somebody edits the work tree or a branch', async () => {
    const wider = structuredClone(swarm);
    wider.teams.web.members.push('agent-2');
    wider.environments.production.bypass.push('agent-2');
    await ground.write('swarm.json', wider);
    await ground.row('teams', 'web', (row) => row?.members.includes('agent-2') === true);
    example.git('checkout', '--quiet', '-b', 'feature/ai-wider');
    await example.commit('swarm.json', JSON.stringify(wider));
    await expect(start('agent-2')).rejects.toMatchObject({ code: 'not-allowed' });
    await reserve('agent-1');
    await expect(release('agent-2')).rejects.toMatchObject({ code: 'not-allowed' });
  });
});
