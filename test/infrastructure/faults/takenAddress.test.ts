import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { DeploymentGround } from '../deployments/deploymentGround.ts';
import { processesIn } from '../deployments/slots/exampleApplication.ts';

let ground: DeploymentGround;
let other: Server;

beforeEach(async () => {
  ground = await DeploymentGround.start();
  other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
});
afterEach(() => ground.close());

it('a stable address whose port another program has fails the deployment with that, and works once it is free', async () => {
  const { port } = other.address() as { port: number };
  await ground.configure({ ports: { web: port } });
  expect(await ground.deploy('feature/web-one')).toMatchObject({
    state: 'failed',
    problem: expect.stringContaining(`Port ${port} of development/web is taken by another program;`),
  });
  await ground.slot('slot-1', (row) => row?.state === 'idle');
  expect(processesIn(ground.stateFolder)).toEqual([]);
  other.close();
  await once(other, 'close');
  expect(await ground.deploy('feature/web-one')).toMatchObject({ state: 'live' });
  expect(await ground.ask()).toBe('one');
});
