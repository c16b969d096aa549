import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { swarm } from '../../../cli/recordedIo.ts';
import { ServiceGround } from './serviceGround.ts';

let ground: ServiceGround;
beforeAll(async () => {
  ground = await ServiceGround.start();
});
afterAll(() => ground.close());

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
      /development\/web\/slot-1 +healthy +1\/1 +live +feature\/web-one/,
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
    [['rollback'], /name a team/],
  ])('say what is wrong: %j', async (args, sentence) => {
    expect(await run(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
  });

  it('tell a refusal from an error by the exit code', async () => {
    expect(await run('switch', 'web', '--slot', 'slot-1', '--expected', 'slot-7')).toMatchObject({
      code: 1,
      stderr: 'swarm: The live slot of development/web is slot-1 by now, not slot-7; look again.\n',
    });
  });
});

describe('swarm reserve, release and stop', () => {
  it('keep a slot from others for a while, and give it back', async () => {
    const reserved = await run('reserve', 'slot-2', '--for', '1h30m', '--reason', 'a demo');
    expect(reserved).toMatchObject({ code: 0, stdout: expect.stringContaining(', reserved by ') });
    const { stdout } = await run('slots', '--json');
    const [, { reservation }] = JSON.parse(stdout);
    expect(reservation).toMatchObject({ reason: 'a demo' });
    const minutes = (Date.parse(reservation.until) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(85);
    expect(minutes).toBeLessThanOrEqual(90);
    expect((await run('slots')).stdout).toMatch(/RESERVED[\s\S]*: a demo/);
    expect((await run('release', 'slot-2')).stdout).not.toContain('reserved');
  });

  it('end what runs in an idle slot, and never the live one', async () => {
    expect(await run('stop', 'slot-1')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('switch to another slot first'),
    });
    expect((await run('stop', 'slot-2', '--json')).code).toBe(0);
    await ground.until('slot-2', 'idle');
  });

  it.each([
    [['reserve', 'slot-2', '--for', 'ever', '--reason', 'x'], /say for how long with --for/],
    [['reserve', 'slot-2', '--for', '2h'], /say what for with --reason/],
    [['release'], /name one slot/],
    [['stop', 'slot-1', 'slot-2'], /name one slot/],
  ])('say what is wrong: %j', async (args, sentence) => {
    expect(await run(...args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
  });
});

describe('swarm allow', () => {
  it('shows what a team would run, and whether that is allowed', async () => {
    const { code, stdout } = await run('allow', 'web');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^[0-9a-f]{12} {2}allowed: team web runs\n {2}/),
    ]);
    expect(await run('allow', 'idle')).toMatchObject({ code: 1, stderr: expect.stringContaining('idle') });
    expect(await run('allow', 'web', '0123456789')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('would run something else'),
    });
  });
});
