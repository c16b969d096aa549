import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { EmbeddedRouter } from '../../../../server/infrastructure/deployments/router/embeddedRouter.ts';
import { findRouter } from '../../../../server/infrastructure/deployments/router/routerProcess.ts';
import { bundledProgram } from '../../bundled/bundledProgram.ts';
import { plainRoute, TestUpstream } from './routerGround.ts';

const program = bundledProgram('routerProgram');
let folder: string;
let upstream: TestUpstream;
let router: EmbeddedRouter;
let release: () => void;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'swarm-router-files-'));
  const released = Promise.withResolvers<void>();
  release = released.resolve;
  upstream = await TestUpstream.start(
    'slot-1',
    (_request, response) => void released.promise.then(() => response.end('answer')),
  );
  const files = ['--nofile=80:80', process.execPath, program, folder];
  const child = spawn('prlimit', files, { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  router = new EmbeddedRouter(folder);
});
afterEach(async () => {
  release();
  await router.apply([]);
  await upstream.stop();
  await rm(folder, { recursive: true });
});

it('A router that may open few files takes as many clients as it can serve, blames no slot, and does what it is told', async () => {
  const route = await plainRoute({ upstreams: [{ slot: 'slot-1', port: upstream.port }] });
  await router.apply([route]);
  const before = await findRouter(folder);
  const outcomes: string[] = [];
  const asked = Array.from({ length: 100 }, () =>
    fetch(`http://127.0.0.1:${route.port}`)
      .then(async (answer) => `${answer.status} ${await answer.text()}`)
      .catch(() => 'refused')
      .then((outcome) => outcomes.push(outcome)),
  );
  const underWay = async () => (await router.traffic())[0]?.upstreams[0]?.active;
  await expect.poll(async () => outcomes.length + ((await underWay()) ?? 0)).toBe(100);
  expect(await router.apply([{ ...route, drainSeconds: 1 }])).toHaveLength(1);
  release();
  await Promise.all(asked);
  const answered = outcomes.filter((outcome) => outcome === '200 answer').length;
  expect([answered > 5, answered + outcomes.filter((outcome) => outcome === 'refused').length]).toEqual([
    true,
    100,
  ]);
  expect((await router.traffic())[0]?.upstreams[0]).toMatchObject({
    requests: answered,
    failures: 0,
    errors: 0,
  });
  expect(await findRouter(folder)).toEqual(before);
});
