import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { engineMissing } from '../../../../scripts/containerEngine.ts';
import { slotSubject } from '../../../../server/infrastructure/deployments/slots/slotSubject.ts';
import { requestedStart } from '../../deployments/slots/requestedStart.ts';
import { ContainerApplication, id } from './containerApplication.ts';
import { Podman } from './podman.ts';

const missing = engineMissing();
if (missing !== undefined) console.warn(`SKIPPED: ${missing}`);

describe.skipIf(missing !== undefined)('a slot that runs containers of a real Podman', () => {
  let podman: Podman;
  let application: ContainerApplication;

  beforeAll(async () => {
    podman = new Podman();
    await podman.start();
  });
  afterAll(() => podman.close());
  beforeEach(async () => {
    application = await ContainerApplication.start(podman);
  });
  afterEach(async () => {
    await application.close();
    expect(podman.containers()).toEqual([]);
  });

  it('builds the image, serves, shows the output, and keeps data from one release to the next', async () => {
    await application.deploy({ limits: { memoryMegabytes: 64, cpus: 0.5, processes: 20 } });
    const row = await application.until('healthy', 'failed');
    expect(row).toMatchObject({
      state: 'healthy',
      pid: null,
      problem: null,
      container: podman.containers()[0],
    });
    expect(await (await fetch(`${row.url}/version.txt`)).text()).toBe('one');
    const inspected = JSON.parse(podman.run('inspect', row.container ?? ''))[0];
    expect(inspected.HostConfig).toMatchObject({ Memory: 67_108_864, PidsLimit: 20, NanoCpus: 500_000_000 });
    await application.stop();
    expect(podman.containers()).toEqual([]);
    expect(readFileSync(row.log ?? '', 'utf8')).toBe(`mode  in slot ${id}\nstopped\n`);
    await application.begin();
    const { url } = await application.until('healthy');
    expect(await (await fetch(`${url}/visits`)).text()).toBe('was here\nwas here\n');
    expect(podman.run('images', '--quiet').split('\n')).toHaveLength(1);
  });

  it('runs several of one image, each with its port and number, and goes on where one ends', async () => {
    await application.deploy({ instances: 2 });
    const row = await application.until('healthy', 'failed');
    expect(row).toMatchObject({ state: 'healthy', problem: null });
    const { instances, url } = row;
    expect(instances.map(({ container }) => container).toSorted()).toEqual(podman.containers().toSorted());
    const inspected = instances.map(({ container }) => JSON.parse(podman.run('inspect', container ?? ''))[0]);
    const environments: string[][] = inspected.map(({ Config }) => Config.Env);
    expect(environments.map((all) => all.find((one) => one.startsWith('SWARM_INSTANCE=')))).toEqual([
      'SWARM_INSTANCE=0',
      'SWARM_INSTANCE=1',
    ]);
    expect(new Set(inspected.map(({ Image }) => Image)).size).toBe(1);
    podman.run('rm', '--force', '--time', '0', instances[1]?.container ?? '');
    expect((await application.until('unhealthy')).problem).toMatch(
      /^Instance 1 .* 1 of 2 instances are healthy\.$/,
    );
    expect(await (await fetch(`${url}/version.txt`)).text()).toBe('one');
  });

  it('asks again where the Dockerfile has other content, and says what is allowed', async () => {
    await application.configure({ build: ['true'] });
    const seen = await application.ground.call('commandApproval', { query: { team: 'web' } });
    expect(seen).toMatchObject({ command: [], details: ['Image built from Dockerfile', 'Build: true'] });
    await application.approve();
    await application.example.commit('Dockerfile', 'FROM scratch\nCMD ["/evil"]\n');
    await expect(application.begin()).rejects.toMatchObject({
      code: 'command-not-approved',
      message: 'Nobody has allowed team web to run: Image built from Dockerfile; Build: true',
    });
    application.example.git('rm', '--quiet', 'Dockerfile');
    application.example.git('commit', '--quiet', '--message', 'Remove it');
    await expect(application.begin()).rejects.toMatchObject({
      code: 'no-deployment-configured',
      message: expect.stringMatching(/^Commit [0-9a-f]{10} has no file Dockerfile, which swarm\.json names/),
    });
  });

  it('fails with a sentence where the program exits, eats memory, or its image cannot be built', async () => {
    await application.deploy({ environment: { MODE: 'crash' } });
    const crashed = await application.until('failed');
    expect(crashed.problem).toBe('The program exited with code 3: Error: no database.');
    expect(readFileSync(crashed.log ?? '', 'utf8')).toContain('mode crash');
    await application.deploy({ environment: { MODE: 'hungry' }, limits: { memoryMegabytes: 16 } });
    await application.until('starting');
    expect((await application.until('failed')).problem).toMatch(/^The program exited with code \d+/);
    await application.example.commit('Dockerfile', 'FROM scratch\nCOPY nothing /\n');
    await application.deploy();
    await application.until('starting');
    const unbuilt = await application.until('failed');
    expect(unbuilt.problem).toMatch(/^The image cannot be built: .*nothing/s);
    expect(readFileSync(unbuilt.buildLog ?? '', 'utf8')).toContain('COPY nothing');
  });

  it('runs an image by its digest, and says where it cannot be pulled', async () => {
    const absent = `localhost/nowhere@sha256:${'0'.repeat(64)}`;
    await application.deploy({ container: { image: absent } });
    expect((await application.until('failed')).problem).toMatch(/^The image cannot be pulled: /);
  });

  it('is found again after a restart of the service, and reaps what an interrupted start left', async () => {
    await application.deploy();
    const { container } = await application.until('healthy');
    await application.ground.restart();
    expect(await application.until('healthy')).toMatchObject({ container });
    podman.run('rm', '--force', '--time', '0', container ?? '');
    expect((await application.until('failed')).problem).toContain('removed from the container engine');
    await application.begin();
    await application.until('healthy');
    const { commands, subjects } = application.ground;
    await subjects.close();
    const commit = application.example.git('rev-parse', 'main');
    const again = requestedStart(commit, { driver: 'container' });
    await commands.execute(slotSubject, id, () => [again], { actor: 'ada' });
    await application.ground.restart();
    expect((await application.until('failed')).problem).toContain('interrupted');
  });

  it('whose start was interrupted is failed while the engine is away, and cleared by the next start', async () => {
    await application.deploy();
    await application.until('healthy');
    const { commands, subjects } = application.ground;
    await subjects.close();
    const commit = application.example.git('rev-parse', 'main');
    const again = requestedStart(commit, { driver: 'container' });
    await commands.execute(slotSubject, id, () => [again], { actor: 'ada' });
    await podman.stop();
    await application.ground.restart();
    expect((await application.until('failed')).problem).toMatch(/interrupted .* engine does not answer at/);
    await podman.start();
    await application.begin();
    const { container } = await application.until('healthy', 'failed');
    expect(podman.containers()).toEqual([container]);
  });

  it('is unknown, not dead, where the engine goes away and the program does not answer', async () => {
    await application.deploy({ health: [{ type: 'http', timeoutSeconds: 0.3 }] });
    const { container, url } = await application.until('healthy');
    await podman.stop();
    expect((await fetch(`${url}/health`)).status).toBe(200);
    await application.ground.restart();
    expect(application.ground.rows.get('slots', id)?.state).toBe('healthy');
    podman.run('pause', container ?? '');
    expect((await application.until('unknown')).problem).toMatch(/^The container engine does not answer at /);
    await application.stop();
    expect(application.ground.rows.get('slots', id)?.state).toBe('unknown');
    await podman.start();
    podman.run('unpause', container ?? '');
    await application.stop();
    await application.until('idle');
  });
});

describe('a slot whose container engine is not there', () => {
  it('fails with a sentence that says what to do', async () => {
    const application = await ContainerApplication.start({ socket: '/nowhere/engine.sock' });
    await application.deploy();
    expect((await application.until('failed')).problem).toBe(
      "The container engine does not answer at /nowhere/engine.sock (there is no such socket); start Docker or Podman's service, or name its socket in DOCKER_HOST.",
    );
    await application.close();
  });
});
