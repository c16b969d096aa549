import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Deployment } from '../../../server/protocol/deployments.ts';
import { DeploymentGround } from './deploymentGround.ts';

/** A program whose answers are like this, but for its health. */
const programs = {
  failing: "response.statusCode = 500; response.end('bad')",
  slow: "setTimeout(() => response.end('slow'), 300)",
  'as-good': "response.end('good')",
};
const atOnce = 20;
const patient = { observe: { seconds: 60, slowerPercent: 100 }, keepWarmSeconds: 600 };

let ground: DeploymentGround;
beforeEach(async () => {
  ground = await DeploymentGround.start();
  const { git, commit } = ground.example;
  for (const [name, behaviour] of Object.entries(programs)) {
    git('checkout', '--quiet', '-b', `feature/web-${name}`, 'main');
    const health = "if (request.url === '/health') return response.end()";
    const listener = `(request, response) => { ${health}; ${behaviour} }`;
    await commit(
      'server.cjs',
      `require('node:http').createServer(${listener}).listen(Number(process.env.PORT), '127.0.0.1');`,
    );
  }
  git('checkout', '--quiet', 'main');
  await ground.deploy('main');
});
afterEach(() => ground.close());

/** Sends requests until a deployment has ended, and gives it. */
async function ended(id: string): Promise<Deployment> {
  const { address } = await ground.traffic();
  let over = false;
  const client = async () => {
    while (!over) {
      await fetch(address ?? '').then((answer) => answer.text());
      // What is tested shares the machine.
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const clients = Array.from({ length: atOnce }, client);
  const row = await ground.ended(id);
  over = true;
  await Promise.all(clients);
  return row;
}

async function ask(times: number): Promise<void> {
  for (let n = 0; n < times; n++) await ground.ask();
}

describe('a release that gets requests', () => {
  it('goes back by itself where it fails, with what was measured', async () => {
    await ground.configure(patient);
    await ask(60);
    const { id } = await ground.request('feature/web-failing');
    await ground.in(id, 'observing');
    const row = await ended(id);
    expect(row).toMatchObject({
      state: 'rolled-back',
      problem: expect.stringMatching(/^100 % of [\d,]+ requests failed \(at most 5 % may\)\.$/),
      observed: { errorRatePercent: 100 },
    });
    expect(row.baseline?.requests).toBeGreaterThanOrEqual(60);
    expect(await ground.ask()).toBe('two');
  });

  it.each([
    ['that has all requests', {}],
    ['that is a canary', { strategy: 'canary', canarySteps: [{ percent: 50, seconds: 60 }] }],
  ])('goes back by itself where it is slow, one %s', async (_, settings) => {
    await ground.configure({ ...settings, ...patient });
    await ask(100);
    const { id } = await ground.request('feature/web-slow');
    await ground.until(id, ({ share }) => share > 0);
    expect(await ended(id)).toMatchObject({
      state: 'rolled-back',
      problem: expect.stringMatching(/^The 95th percentile of \d+ requests is .* slower\.$/),
    });
    expect(await ground.ask()).toBe('two');
  });

  it('stays where it is as good, and says on what that rests; also where that is too little', async () => {
    await ground.configure({ observe: { seconds: 4, slowerPercent: 10_000 } });
    const { id } = await ground.request('feature/web-as-good');
    await ground.in(id, 'observing');
    expect((await ended(id)).steps.at(-1)).toMatchObject({
      state: 'observing',
      detail: expect.stringMatching(
        /^0 % of [\d,]+ requests failed\. Latency was not compared: there were only \d+/,
      ),
    });
    const next = await ground.deploy('main');
    expect(next).toMatchObject({ state: 'live', observed: { requests: 0 } });
    expect(next.steps.at(-1)?.detail).toBe('It had no request; 50 are needed to judge it.');
  });
});
