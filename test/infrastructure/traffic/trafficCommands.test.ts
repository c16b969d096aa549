import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swarm } from '../../cli/recordedIo.ts';
import { ServiceGround } from './serviceGround.ts';

let ground: ServiceGround;
beforeAll(async () => {
  ground = await ServiceGround.start();
}, 30_000);
afterAll(() => ground.close(), 30_000);

const run = (...args: string[]) => swarm(ground.example.folder, args);

describe('swarm slots', () => {
  it('lists what is live and the address that stays, as JSON and for people', async () => {
    const { address } = await ground.traffic();
    const { stdout } = await run('slots', '--json');
    expect(JSON.parse(stdout).slice(0, 2)).toMatchObject([
      {
        environment: 'development',
        team: 'web',
        slot: 'slot-1',
        state: 'healthy',
        revision: 'feature/web-one',
        live: true,
        url: expect.stringMatching(/^http:/),
        address,
      },
      { slot: 'slot-2', revision: 'main', live: false, address },
    ]);
    expect((await run('slots', 'list')).stdout).toMatch(
      /development\/web\/slot-1 +healthy +live +feature\/web-one/,
    );
    expect(await run('slots', 'what')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('swarm switch'),
    });
  });
});

describe('swarm switch and rollback', () => {
  it('move the requests and say where they go', async () => {
    const { address } = await ground.traffic();
    expect(await run('switch', 'web', '--slot', 'slot-2', '--percent', '20')).toMatchObject({
      code: 0,
      stdout: `development/web: requests to ${address} go to slot-1 (feature/web-one), and 20 % to slot-2.\n`,
    });
    expect(
      await run('switch', 'web', 'development', '--slot', 'slot-2', '--expected', 'slot-1'),
    ).toMatchObject({
      code: 0,
      stdout: `development/web: requests to ${address} go to slot-2 (main).\n`,
    });
    expect(await (await fetch(address ?? '')).text()).toBe('two');
    const { code, stdout } = await run('rollback', 'web', '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { live: { slot: 'slot-1' }, pending: null }]);
  });

  it('start a release again that no longer runs, and wait for it', async () => {
    await run('switch', 'web', '--slot', 'slot-2');
    await ground.stop('slot-1');
    await ground.until('slot-1', 'idle');
    expect(await run('rollback', 'web')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('go to slot-1 (feature/web-one)'),
    });
  });

  it.each([
    [['switch', 'web'], /give a slot with --slot, or --none/],
    [['switch', 'web', '--slot', 'slot-2', '--none'], /give a slot with --slot, or --none/],
    [['switch', '--slot', 'slot-2'], /name a team/],
    [['switch', 'nobody', '--slot', 'slot-2'], /no slots of team "nobody"/],
    [
      ['switch', 'web', 'production', '--slot', 'slot-2'],
      /no slots in "production"; it has some in: development/,
    ],
    [['switch', 'web', '--slot', 'slot-9'], /declares no slot development\/web\/slot-9/],
    [['switch', 'web', '--slot', 'slot-2', '--percent', '100'], /whole number from 1 to 99/],
    [
      ['switch', 'web', '--slot', 'slot-1', '--expected', 'slot-7'],
      /live slot of development\/web is slot-1 by now, not slot-7/,
    ],
    [['rollback'], /name a team/],
  ])('say what is wrong: %j', async (args, sentence) => {
    expect(await run(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
  });
});
