import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CommandIo } from '../../../server/cli/command.ts';
import { configured } from '../../infrastructure/deployments/deploymentGround.ts';
import { ServiceGround } from '../../infrastructure/deployments/traffic/serviceGround.ts';
import { swarm } from '../recordedIo.ts';

let ground: ServiceGround;
beforeAll(async () => {
  ground = await ServiceGround.startEmpty(configured());
});
afterAll(() => ground.close());

const run = (args: string[], io: Partial<CommandIo> = {}) => swarm(ground.example.folder, args, io);

/** Writes swarm.json and waits until the service has it: its command is another one then. */
async function configure(configuration: object, mode: string): Promise<void> {
  writeFileSync(path.join(ground.example.folder, 'swarm.json'), JSON.stringify(configuration));
  const command = () => ground.call('commandApproval', { query: { team: 'web' } });
  while (!(await command()).command.includes(mode)) await new Promise((resolve) => setImmediate(resolve));
}

describe('swarm deploy', () => {
  it('brings a branch into the only environment, tells its steps, and returns when it is live', async () => {
    const { code, stdout, stderr } = await run(['deploy', 'web', 'feature/web-one', '--wait']);
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(
        /^Deployment 1: feature\/web-one \([0-9a-f]{10}\) to development\/web\/slot-1, blue-green: live\n$/,
      ),
    ]);
    expect(stderr).toMatch(/^Deploying to development\.\n/);
    expect(stderr).toMatch(/\nverifying +\d/);
    expect(stderr).toMatch(/\nswitching +\d/);
    expect(await (await fetch((await ground.traffic()).address ?? '')).text()).toBe('one');
  });

  it('answers at once without --wait; swarm deployments shows it', async () => {
    const { code, stdout } = await run(['deploy', 'web', 'main', 'development', '--json']);
    expect([code, JSON.parse(stdout)]).toMatchObject([0, { id: '2', revision: 'main', endedAt: null }]);
    const listed = await run(['deployments', '--team', 'web', '--limit', '5']);
    expect(listed.stdout).toMatch(/^NO +STATE .*\n2 .*\n1 +live +development +web +slot-1 /);
    expect(await run(['logs', '-f', '2'])).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse((await run(['deployments', 'show', '2', '--json'])).stdout)).toMatchObject({
      state: 'live',
      replaced: { slot: 'slot-1' },
    });
    expect((await run(['deployments', 'show', '#2'])).stdout).toContain(
      '  before: slot-1 with feature/web-one',
    );
    expect((await run(['deployments', '--state', 'failed'])).stdout).toBe('There are no such deployments.\n');
  });

  it('leaves the deployment going when it is interrupted, and says how to end it', async () => {
    await ground.stop('slot-1');
    // Otherwise it might be live before it is cancelled.
    await configure(configured({ healthTimeoutSeconds: 60 }, 'never'), 'never');
    const { hash } = await ground.call('commandApproval', { query: { team: 'web' } });
    await ground.call('approveCommand', { body: { team: 'web', hash } });
    const interruption = new AbortController();
    const interrupted = await run(['deploy', 'web', 'feature/web-one', '--wait'], {
      stderr: { write: (text) => /starting/.test(text) && interruption.abort() },
      interrupted: () => interruption.signal,
    });
    expect(interrupted.code).toBe(130);
    const cancelled = await run(['cancel', '3', 'a', 'mistake', '--wait']);
    expect(cancelled).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/: cancelled: .*a mistake/),
    });
    expect(await (await fetch((await ground.traffic()).address ?? '')).text()).toBe('two');
  });

  it('is refused until somebody has allowed what runs, and fails with the reason while what is live stays', async () => {
    await configure(configured({}, 'crash'), 'crash');
    const refused = await run(['deploy', 'web', 'main']);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    const [, hash = ''] = /swarm allow web ([0-9a-f]{12})\n/.exec(refused.stderr) ?? [];
    expect((await run(['allow', 'web'])).code).toBe(1);
    expect((await run(['allow', 'web', hash])).code).toBe(0);
    const failed = await run(['deploy', 'web', 'feature/web-one', '--wait', '--json']);
    expect([failed.code, JSON.parse(failed.stdout)]).toMatchObject([
      1,
      { state: 'failed', problem: expect.stringContaining('exited with code 3: Error: no database') },
    ]);
    expect(await (await fetch((await ground.traffic()).address ?? '')).text()).toBe('two');
  });

  it('outlasts a service that is killed and started again while it waits', async () => {
    await configure(configured(), 'normal');
    const verifying = Promise.withResolvers<void>();
    const waiting = run(['deploy', 'web', 'feature/web-one', '--wait'], {
      stderr: { write: (text) => /starting/.test(text) && verifying.resolve() },
    });
    await verifying.promise;
    await ground.end('SIGKILL');
    await ground.run();
    expect(await waiting).toMatchObject({ code: 0, stdout: expect.stringMatching(/: live\n$/) });
    expect((await run(['rollback', 'web'])).code).toBe(0);
    const gone = /was live( until|.*) \S+Z: \S+ rolled back to slot-\d \(main\)\n/;
    expect((await run(['deployments', 'list', '--limit', '1'])).stdout).toMatch(gone);
    expect((await run(['deployments', 'show', '5'])).stdout).toMatch(gone);
    expect(await (await fetch((await ground.traffic()).address ?? '')).text()).toBe('two');
  });

  it('brings the release of an older deployment back, as a deployment that is waited for', async () => {
    const back = await run(['rollback', 'web', '--to', '1', '--json']);
    expect([back.code, JSON.parse(back.stdout)]).toMatchObject([
      0,
      { state: 'live', rollback: true, revision: 'feature/web-one' },
    ]);
    expect(await (await fetch((await ground.traffic()).address ?? '')).text()).toBe('one');
    expect((await run(['rollback', 'web'])).stdout).toMatch(/go to slot-\d \(main\)/);
    expect(await run(['rollback', 'web', '--to', '3'])).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('has not been live'),
    });
    const { stdout } = await run(['slots', '--json']);
    expect(JSON.parse(stdout)).toContainEqual(
      expect.objectContaining({
        environment: 'development',
        team: 'web',
        slot: 'slot-2',
        state: 'healthy',
        revision: 'main',
        live: true,
        url: expect.stringMatching(/^http:/),
        address: expect.stringMatching(/^http:/),
      }),
    );
  });

  it.each([
    [['deploy', 'web'], /name a team, a branch/],
    [['deploy', 'nobody', 'main'], /no slots of team "nobody"/],
    [['deploy', 'web', 'main', 'production'], /no slots in "production"; it has some in: development/],
    [['deploy', 'web', 'main', '--strategy', 'fast'], /--strategy takes blue-green, canary/],
    [['deploy', 'web', 'main', '--bypass', ' '], /takes the reason/],
    [['deploy', 'web', 'nothing'], /names no commit/],
    [['deploy', 'web', '--', '--upload-pack=x'], /name a branch, a tag or a commit/],
    [['deployments', 'show'], /show and the number of one/],
    [['deployments', '--state', 'odd'], /state/],
    [['approve', 'x'], /name a deployment by its number/],
    [['approve', '999'], /no deployment 999/i],
    [['reject', '1'], /say why after the number/],
    [['continue', '1', 'now'], /name a deployment by its number/],
  ])('says what is wrong: %j', async (args, sentence) => {
    expect(await run(args)).toMatchObject({ code: 2, stderr: expect.stringMatching(sentence) });
  });

  it('tells a refusal from an error by the exit code', async () => {
    expect(await run(['approve', '1'])).toMatchObject({ code: 1, stdout: '' });
    expect(await run(['cancel', '1'])).toMatchObject({ code: 1, stdout: '' });
  });
});
