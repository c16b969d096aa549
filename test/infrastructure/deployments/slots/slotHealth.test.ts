import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from 'vitest';
import type { Slot } from '../../../../server/protocol/slots.ts';
import type { ExampleRepository } from '../../git/exampleRepository.ts';
import type { SubjectGround } from '../../subjectGround.ts';
import { approve, processesIn, startApplication } from './exampleApplication.ts';

const id = 'development/web/slot-1';
const params = { environment: 'development', team: 'web', slot: 'slot-1' };

let example: ExampleRepository;
let ground: SubjectGround;

async function begin(mode: string, deployment: object): Promise<void> {
  ({ example, ground } = await startApplication(mode, deployment));
  await approve(ground);
  await ground.call('startSlot', { params, body: { revision: 'main' } });
}
async function until(...states: Slot['state'][]): Promise<Slot> {
  const row = await ground.row('slots', id, (one) => one !== undefined && states.includes(one.state));
  if (!row) throw new Error('no row');
  return row;
}

afterEach(async () => {
  await ground.call('stopSlot', { params, body: {} });
  await until('idle');
  expect(processesIn(ground.temporary.folder)).toEqual([]);
  await ground.close();
  await example.remove();
});

describe('the health checks of a slot', () => {
  it('of every kind have to pass, and the row says how each stands', async () => {
    const command = [
      process.execPath,
      '-e',
      'require("net").connect(process.env.PORT).on("connect", () => process.exit(0))',
    ];
    await begin('normal', {
      health: [
        { type: 'http', path: '/health', contains: 'two' },
        { type: 'tcp', name: 'port' },
        { type: 'command', command },
      ],
    });
    const { checks } = await until('healthy', 'failed');
    expect(checks.map(({ name, passing }) => [name, passing])).toEqual([
      ['GET /health', true],
      ['port', true],
      [expect.stringContaining('require("net")'), true],
    ]);
  });

  it('that turn bad leave the answer with the slot, through a restart of the service and the end of the program', async () => {
    await begin('normal', { health: [{ type: 'http', failureThreshold: 2 }] });
    const { url } = await until('healthy');
    await fetch(`${url}/sick`);
    const failed = { name: 'GET /health', status: 503, body: 'two', headers: { connection: 'close' } };
    expect(await until('unhealthy')).toMatchObject({
      problem: 'The program answered 503 to GET /health 2 times in a row.',
      failedCheck: failed,
    });
    await ground.restart();
    expect(await until('unhealthy')).toMatchObject({ failedCheck: failed });
    await fetch(`${url}/exit`).catch(() => {});
    expect(await until('failed')).toMatchObject({ failedCheck: failed, checks: [] });
  });

  it('that never pass end the release, with the answer it gave', async () => {
    await begin('never', { health: [{ type: 'tcp' }, { type: 'http', name: 'ready' }] });
    expect(await until('failed')).toMatchObject({
      problem: 'The program was not healthy within 1 s: it answered 503 to GET /health.',
      failedCheck: { name: 'ready', status: 503, body: 'two' },
    });
  });

  it('that were not asked yet, or not answered often enough, are said so', async () => {
    await begin('never', { health: [{ type: 'tcp', initialDelaySeconds: 30 }] });
    expect((await until('failed')).problem).toBe(
      'The program was not healthy within 1 s: its check TCP had no answer yet.',
    );
  });
});

describe('the build of a release', () => {
  const build = (code: string) => [process.execPath, '-e', code];

  it('runs in its work tree before the start, with an output of its own', async () => {
    const code =
      'console.log("compiled"); require("fs").writeFileSync("version.txt", process.env.SWARM_SLOT)';
    await begin('normal', { build: build(code) });
    const { url, buildLog } = await until('healthy', 'failed');
    expect(await (await fetch(`${url}/`)).text()).toBe(id);
    expect(readFileSync(buildLog ?? '', 'utf8')).toBe('compiled\n');
    expect(await ground.eventTypes(`slot/${id}`)).toContain('slot.built');
  });

  it('that fails or takes too long ends the start with a sentence', async () => {
    await begin('normal', { build: build('console.log("no such module"); process.exit(2)') });
    const { problem, buildLog } = await until('failed');
    expect(problem).toBe('The build exited with code 2: no such module.');
    expect(readFileSync(buildLog ?? '', 'utf8')).toBe('no such module\n');
    expect(processesIn(ground.temporary.folder)).toEqual([]);
  });

  it('is ended with the slot', async () => {
    await begin('normal', { build: build('setInterval(() => {}, 1000)') });
    await until('starting');
    while (processesIn(ground.temporary.folder).length === 0)
      await new Promise((resolve) => setImmediate(resolve));
  });
});

describe.runIf(process.platform === 'linux')('a program with a limit to its memory', () => {
  it('runs within it, and ends where it wants more', async () => {
    // Node of today reserves half a gigabyte for code before it runs any.
    await begin('normal', { limits: { memoryMegabytes: 900 } });
    const { url } = await until('healthy');
    await fetch(`${url}/eat`).catch(() => {});
    expect((await until('failed')).problem).toMatch(
      /^The program (exited with code|was ended by) \w+, (perhaps )?out of memory: it may use 900 MB/,
    );
  });
});
