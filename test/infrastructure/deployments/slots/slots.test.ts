import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Slot } from '../../../../server/protocol/slots.ts';
import type { ExampleRepository } from '../../git/exampleRepository.ts';
import type { SubjectGround } from '../../subjectGround.ts';
import { approve, configure, processesIn, startApplication } from './exampleApplication.ts';

const id = 'development/web/slot-1';
const params = { environment: 'development', team: 'web', slot: 'slot-1' };

let example: ExampleRepository;
let ground: SubjectGround;

async function begin(mode: string): Promise<void> {
  ({ example, ground } = await startApplication(mode));
  await approve(ground);
}
function start(revision: string): Promise<Slot> {
  return ground.call('startSlot', { params, body: { revision } });
}
async function until(...states: Slot['state'][]): Promise<Slot> {
  const row = await ground.row('slots', id, (one) => one !== undefined && states.includes(one.state));
  if (!row) throw new Error('no row');
  return row;
}
async function stop(): Promise<void> {
  await ground.call('stopSlot', { params, body: {} });
  await until('idle');
}
function nothingIsLeft(): void {
  expect(processesIn(ground.temporary.folder)).toEqual([]);
  expect(example.git('worktree', 'list').split('\n')).toHaveLength(1);
  expect(ground.subjects.running()).toBe(false);
}

afterEach(async () => {
  if (/healthy|starting/.test(ground.rows.get('slots', id)?.state ?? '')) await stop();
  nothingIsLeft();
  await ground.close();
  await example.remove();
});

describe('a slot', () => {
  it('runs a revision from its own work tree on a port of its own until it is stopped', async () => {
    await begin('normal');
    expect(await start('feature/web-one')).toMatchObject({
      state: 'starting',
      revision: 'feature/web-one',
      actor: 'ada',
    });
    const row = await until('healthy');
    expect(row).toMatchObject({ commit: example.git('rev-parse', 'feature/web-one'), problem: null });
    expect(await (await fetch(`${row.url}/`)).text()).toBe('one');
    expect(ground.subjects.running()).toBe(true);
    expect(example.git('status', '--porcelain')).toBe('?? swarm.json');
    await stop();
    expect(ground.rows.get('slots', id)).toMatchObject({ url: null, pid: null, revision: null });
    expect(await ground.eventTypes(`slot/${id}`)).toEqual([
      'slot.start-requested',
      'slot.started',
      'slot.healthy',
      'slot.stop-requested',
      'slot.stopped',
    ]);
  });

  it('gives the program what swarm.json says and nothing else of the environment of the service', async () => {
    process.env['SWARM_CANARY'] = 'secret';
    await begin('normal');
    await start('main');
    const { url, log } = await until('healthy');
    const environment = (await (await fetch(`${url}/env`)).json()) as Record<string, string>;
    expect(environment).toMatchObject({ GREETING: 'hello', PORT: new URL(url ?? '').port });
    expect(environment).not.toHaveProperty('SWARM_CANARY');
    expect(statSync(log ?? '').mode & 0o777).toBe(0o600);
  });

  it('fails with exit code and last line where the program exits, keeps its output, and can be started again', async () => {
    await begin('crash');
    await start('main');
    const { problem, log } = await until('failed');
    expect(problem).toBe('The program exited with code 3: Error: no database.');
    expect(readFileSync(log ?? '', 'utf8')).toContain('no database');
    nothingIsLeft();
    await start('main');
    await until('failed');
    expect(existsSync(path.join(path.dirname(log ?? ''), 'output.log.older'))).toBe(true);
    await ground.call('stopSlot', { params, body: {} });
    expect(ground.rows.get('slots', id)).toMatchObject({ state: 'idle', problem: null });
  });

  it('fails where the program does not become healthy in time, and leaves nothing running', async () => {
    await begin('never');
    await start('main');
    expect((await until('failed')).problem).toMatch(
      /not healthy within 1 s: it answered 503 to GET \/health\.$/,
    );
  });

  it('becomes unhealthy after three failed checks, healthy again after a good one, and fails when it exits', async () => {
    await begin('normal');
    await start('main');
    const { url } = await until('healthy');
    await fetch(`${url}/sick`);
    expect((await until('unhealthy')).problem).toMatch(/answered 503 to GET \/health 3 times in a row/);
    expect(ground.rows.get('attention', `slots/${id}`)?.message).toContain('is unhealthy');
    await fetch(`${url}/well`);
    await until('healthy');
    await fetch(`${url}/exit`).catch(() => {});
    expect((await until('failed')).problem).toBe('The program exited with code 7.');
  });

  it('is stopped with all the program started, where it ignores SIGTERM and where it is only starting', async () => {
    for (const mode of ['stubborn', 'family', 'never']) {
      if (mode === 'stubborn') await begin(mode);
      else await configure(ground, mode);
      await ground.row('slots', id, (row) => row?.state === 'idle');
      await approveCurrent(mode);
      await start('main');
      await until(mode === 'never' ? 'starting' : 'healthy');
      await stop();
      nothingIsLeft();
    }
  });
});

/** Waits until the command of the mode is the one in force, and allows it. */
async function approveCurrent(mode: string): Promise<void> {
  await ground.untilInForce(async () => {
    const { command } = await ground.call('commandApproval', { query: { team: 'web' } });
    return command.includes(mode);
  });
  await approve(ground);
}
