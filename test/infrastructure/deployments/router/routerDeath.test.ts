import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { EmbeddedRouter } from '../../../../server/infrastructure/deployments/router/embeddedRouter.ts';
import { findRouter } from '../../../../server/infrastructure/deployments/router/routerProcess.ts';
import type { Route } from '../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { bundledProgram } from '../../bundled/bundledProgram.ts';
import { plainRoute, TestUpstream } from './routerGround.ts';

const program = bundledProgram('routerProgram');
let folder: string;
let upstream: TestUpstream;
let route: Route;
let router: EmbeddedRouter;
let deaths: number;
let died: PromiseWithResolvers<void>;
let endWatch: () => void;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-router-death-'));
  upstream = await TestUpstream.start('slot-1');
  route = await plainRoute({ upstreams: [{ slot: 'slot-1', port: upstream.port }] });
  router = new EmbeddedRouter(folder, { program });
  deaths = 0;
  died = Promise.withResolvers();
  endWatch = router.onDied(() => {
    deaths += 1;
    died.resolve();
  });
  await router.apply([route]);
});
afterEach(async () => {
  endWatch();
  await router.apply([]);
  await upstream.stop();
  await rm(folder, { recursive: true });
});

const ask = async () => (await fetch(`http://127.0.0.1:${route.port}`)).text();

async function kill(signal: NodeJS.Signals): Promise<void> {
  process.kill((await findRouter(folder))?.pid ?? 0, signal);
}

describe('the death of a router', () => {
  it.each(['SIGKILL', 'SIGTERM'] as const)('by %s is told at once, each time', async (signal) => {
    for (let times = 1; times <= 2; times++) {
      await kill(signal);
      await died.promise;
      expect(deaths).toBe(times);
      died = Promise.withResolvers();
      await router.apply([route]);
      expect(await ask()).toBe('slot-1');
    }
  });

  it('is no death where it was told to stop, or where nobody listens any more', async () => {
    await router.apply([]);
    await router.apply([route]);
    await new EmbeddedRouter(folder, { program }).apply([]);
    await router.apply([route]);
    endWatch();
    await kill('SIGKILL');
    await router.apply([route]);
    expect(await ask()).toBe('slot-1');
    expect(deaths).toBe(0);
  });
});

it('A router that does not answer for a while is not replaced: what goes through it goes on', async () => {
  const before = await findRouter(folder);
  await kill('SIGSTOP');
  const impatient = new EmbeddedRouter(folder, { program, answerMilliseconds: 1500 });
  const applied = impatient.apply([{ ...route, drainSeconds: 9 }]);
  // It is asked again by then.
  await new Promise((resolve) => setTimeout(resolve, 1600));
  await kill('SIGCONT');
  expect(await applied).toHaveLength(1);
  expect(await findRouter(folder)).toEqual(before);
  expect(deaths).toBe(0);
});
