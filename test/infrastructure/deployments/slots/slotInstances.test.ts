import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Slot } from '../../../../server/protocol/slots.ts';
import type { ExampleRepository } from '../../git/exampleRepository.ts';
import type { SubjectGround } from '../../subjectGround.ts';
import { approve, processesIn, startApplication } from './exampleApplication.ts';

const id = 'development/web/slot-1';
const params = { environment: 'development', team: 'web', slot: 'slot-1' };

let example: ExampleRepository;
let ground: SubjectGround;
let row: Slot;

beforeEach(async () => {
  ({ example, ground } = await startApplication('normal', { instances: 3 }));
  await approve(ground);
  await ground.call('startSlot', { params, body: { revision: 'main' } });
  row = await until((slot) => slot.state === 'healthy');
});
afterEach(async () => {
  await ground.call('stopSlot', { params, body: {} });
  await until((slot) => slot.state === 'idle');
  expect(processesIn(ground.temporary.folder)).toEqual([]);
  await ground.close();
  await example.remove();
});

async function until(wanted: (slot: Slot) => boolean): Promise<Slot> {
  const found = await ground.row('slots', id, (slot) => slot !== undefined && wanted(slot));
  if (!found) throw new Error('no slot');
  return found;
}

/** Where an instance is asked. */
function url(instance: number): string {
  return row.instances[instance]?.url ?? '';
}

describe('a slot with three instances', () => {
  it('runs three programs of one work tree, each with its port, number and output', async () => {
    expect(row.instances.map(({ instance, state }) => `${instance} ${state}`)).toEqual([
      '0 healthy',
      '1 healthy',
      '2 healthy',
    ]);
    expect(new Set(row.instances.map((one) => one.url)).size).toBe(3);
    expect(row).toMatchObject({ url: url(0), pid: row.instances[0]?.pid, problem: null });
    for (const instance of [0, 1, 2]) {
      const environment = await (await fetch(`${url(instance)}/env`)).json();
      expect(environment).toMatchObject({ SWARM_INSTANCE: `${instance}`, PORT: new URL(url(instance)).port });
      await fetch(`${url(instance)}/say-${instance}`);
    }
    const parts = [0, 1, 2].map((instance) =>
      ground.call('slotOutput', { params, query: { instance, of: 'program', lines: 10, limit: 1024 } }),
    );
    expect((await Promise.all(parts)).map(({ text }) => text)).toEqual(['0\n', '1\n', '2\n']);
    expect(readFileSync(row.log ?? '', 'utf8')).toBe('0\n');
  });

  it('is unhealthy with a sentence where one ends or is ill, and failed only where all have ended', async () => {
    await fetch(`${url(1)}/sick`);
    expect((await until(({ state }) => state === 'unhealthy')).problem).toBe(
      'Instance 1 answered 503 to GET /health 3 times in a row. 2 of 3 instances are healthy.',
    );
    await fetch(`${url(1)}/well`);
    await until(({ state }) => state === 'healthy');
    await fetch(`${url(0)}/exit`).catch(() => {});
    const hurt = await until(({ state }) => state === 'unhealthy');
    expect(hurt.problem).toBe('Instance 0 exited with code 7. 2 of 3 instances are healthy.');
    expect(await (await fetch(url(2))).text()).toBe('two');
    for (const instance of [1, 2]) await fetch(`${url(instance)}/exit`).catch(() => {});
    expect(await until(({ state }) => state === 'failed')).toMatchObject({ instances: [], url: null });
  });

  it('is found again after a restart of the service: those that run, and that one does not any more', async () => {
    await ground.subjects.close();
    process.kill(row.instances[2]?.pid ?? 0, 'SIGKILL');
    while (processesIn(ground.temporary.folder).length > 2)
      await new Promise((resolve) => setImmediate(resolve));
    await ground.restart();
    const found = await until(({ state }) => state === 'unhealthy');
    expect(found.problem).toBe('Instance 2 exited while the service was away. 2 of 3 instances are healthy.');
    expect(found.instances.map(({ pid, state }) => [pid, state])).toEqual([
      ...[0, 1].map((instance) => [row.instances[instance]?.pid, 'healthy']),
      [row.instances[2]?.pid, 'failed'],
    ]);
  });
});
