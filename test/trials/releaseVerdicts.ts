// Observes releases through a router process as a deployment does, again and again: how many go back that are as the one
// before, and how many that are slow or fail. Ends with code 1 where one in a hundred of the equal ones goes back.
//   node test/trials/releaseVerdicts.ts [runs of equal releases] [runs of bad ones]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { RouterObservation } from '../../server/infrastructure/deployments/observation/routerObservation.ts';
import { TrafficHistory } from '../../server/infrastructure/deployments/observation/trafficHistory.ts';
import type { ObservedRelease } from '../../server/infrastructure/deployments/releaseObservation.ts';
import { EmbeddedRouter } from '../../server/infrastructure/deployments/router/embeddedRouter.ts';
import type { Route } from '../../server/infrastructure/deployments/router/trafficRouter.ts';
import { freePort } from '../../server/infrastructure/programs/freePort.ts';
import { observation } from '../../server/protocol/configuration/rolloutConfiguration.ts';

const [equalRuns = '200', badRuns = '20'] = process.argv.slice(2);
const requestsBefore = 400;
const requestsPerLook = 150;
const looks = 6;
const clients = 60;
const limits = observation.parse({ seconds: 0 });
type Comparison = ObservedRelease['comparison'];
const agent = new Agent({ keepAlive: true });

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-verdicts-'));
const programs = spawn(process.execPath, [path.join(import.meta.dirname, 'releaseVerdicts/programs.ts')], {
  stdio: ['ignore', 'pipe', 'inherit'],
});
const [line] = (await once(programs.stdout, 'data')) as [Buffer];
const ports = JSON.parse(String(line)) as Record<string, number>;
const router = new EmbeddedRouter(folder);
const route: Route = {
  id: 'production/web',
  port: await freePort(),
  upstreams: Object.entries(ports).map(([slot, port]) => ({ slot, port })),
  live: 'old',
  canary: null,
  spare: null,
  previewHeader: null,
  drainSeconds: 1,
  answerSeconds: 10,
};

async function load(requests: number): Promise<void> {
  let left = requests;
  const client = async () => {
    while (left-- > 0) {
      const outgoing = request(`http://127.0.0.1:${route.port}`, { agent }).end();
      const [answer] = await once(outgoing, 'response');
      await once(answer.resume(), 'close');
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
}

/** The verdict on which a release went back; undefined where it stayed. */
async function observe(slot: string, comparison: Comparison): Promise<string | undefined> {
  const history = new TrafficHistory(() => 0);
  history.record(await router.apply([route]));
  await load(requestsBefore);
  const parts = { traffic: () => router.traffic(), history, failing: () => null };
  const release = { route: route.id, slot, against: 'old', comparison, baseline: null };
  const running = await new RouterObservation(parts).begin({ ...release, limits });
  const canary = { canary: { slot, percent: 50 } };
  await router.apply([{ ...route, ...(comparison === 'beside' ? canary : { live: slot }) }]);
  for (let look = 0; look < looks; look++) {
    await load(requestsPerLook * (comparison === 'beside' ? 2 : 1));
    const { kind, sentence } = await running.verdict();
    if (kind === 'roll-back') return sentence;
  }
  return undefined;
}

async function share(slot: string, comparison: Comparison, runs: number): Promise<number> {
  const back: string[] = [];
  for (let run = 0; run < runs; run++) {
    const sentence = await observe(slot, comparison);
    if (sentence !== undefined) back.push(sentence);
  }
  console.log(`${slot}, ${comparison}: ${back.length} of ${runs} went back. ${back.at(-1) ?? ''}`);
  return back.length / runs;
}

try {
  for (const comparison of ['beside', 'after'] as const) {
    await share('slow', comparison, Number(badRuns));
    await share('failing', comparison, Number(badRuns));
    if ((await share('equal', comparison, Number(equalRuns))) >= 0.01) process.exitCode = 1;
  }
} finally {
  agent.destroy();
  await router.apply([]);
  programs.kill();
  await rm(folder, { recursive: true });
}
