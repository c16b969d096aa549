import { renameSync, rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { configurationFor, processesIn } from '../deployments/slots/exampleApplication.ts';
import { ServiceGround } from '../deployments/traffic/serviceGround.ts';

let ground: ServiceGround;
let folder: string;
let address: string;

beforeEach(async () => {
  ground = await ServiceGround.startEmpty(configurationFor('normal'));
  await ground.deployBoth();
  ({ folder } = ground.example);
  address = (await ground.traffic()).address ?? '';
});
afterEach(() => ground.example.remove());

const pids = async () => (await ground.call('listSlots', {})).map(({ pid }) => pid);

it('a service whose repository is moved ends; the next one finds what runs in its slots, under the same address', async () => {
  const before = await pids();
  renameSync(folder, `${folder}-moved`);
  await ground.ended();
  renameSync(`${folder}-moved`, folder);
  await ground.run();
  expect(await pids()).toEqual(before);
  expect(await (await fetch(address)).text()).toBe('one');
  await ground.close();
});

it('a service whose repository is deleted ends, with everything that ran in its slots', async () => {
  rmSync(folder, { recursive: true, force: true });
  await ground.ended();
  expect(processesIn(folder)).toEqual([]);
  await expect.poll(() => fetch(address).catch(() => 'closed'), { timeout: 15_000 }).toBe('closed');
});
