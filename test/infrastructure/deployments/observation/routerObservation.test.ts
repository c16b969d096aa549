import type { RequestListener } from 'node:http';
import { Agent, request } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RouterObservation } from '../../../../server/infrastructure/deployments/observation/routerObservation.ts';
import { TrafficHistory } from '../../../../server/infrastructure/deployments/observation/trafficHistory.ts';
import type { FailingCheck } from '../../../../server/infrastructure/deployments/observation/verdict.ts';
import type {
  ObservationVerdict,
  ObservedRelease,
  RunningObservation,
} from '../../../../server/infrastructure/deployments/releaseObservation.ts';
import type { RouteTable } from '../../../../server/infrastructure/deployments/router/routeTable.ts';
import type {
  Route,
  RouteTraffic,
} from '../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { observation as limitsSchema } from '../../../../server/protocol/configuration/rolloutConfiguration.ts';
import { routed, TestUpstream } from '../router/routerGround.ts';

const atOnce = 100;
const agent = new Agent({ keepAlive: true });
/** Latency counts at once, without a time to warm up. */
const limits = limitsSchema.parse({ seconds: 0 });
/** The machine that tests is not as steady as one that serves. */
const roomy = { ...limits, slowerPercent: 1000 };

let upstreams: TestUpstream[] = [];
let table: RouteTable;
let route: Route;
let history: TrafficHistory;
let failing: FailingCheck | null;
let routerAnswers: boolean;

async function traffic(): Promise<readonly RouteTraffic[]> {
  if (!routerAnswers) throw new Error('The router does not answer.');
  const reports = table.traffic();
  history.record(reports);
  return reports;
}

/** Two releases, of which the old one is live and has had requests. */
async function start(old: RequestListener | undefined, next: RequestListener): Promise<void> {
  upstreams = [await TestUpstream.start('old', old), await TestUpstream.start('new', next)];
  ({ table, route } = await routed(upstreams, { live: 'old', drainSeconds: 0.1 }));
  await load(300);
}

/** Sends so many requests, some at once. */
async function load(requests: number): Promise<void> {
  let left = requests;
  const client = async () => {
    while (left-- > 0)
      await new Promise<void>((resolve) => {
        const outgoing = request(`http://127.0.0.1:${route.port}`, { agent }, (answer) =>
          answer.resume().on('close', resolve),
        );
        outgoing.on('error', () => resolve()).end();
      });
  };
  await Promise.all(Array.from({ length: atOnce }, client));
}

const observe = (more: Partial<ObservedRelease> = {}): Promise<RunningObservation> =>
  new RouterObservation({ traffic, history, failing: () => failing }).begin({
    route: route.id,
    slot: 'new',
    against: 'old',
    comparison: 'after',
    baseline: null,
    limits,
    ...more,
  });

async function goLive(changes: Partial<Route> = { live: 'new' }): Promise<void> {
  await table.apply([{ ...route, ...changes }]);
}

/** The verdict on the new release after so many requests. */
async function verdictAfter(
  requests: number,
  more: Partial<ObservedRelease> = {},
): Promise<ObservationVerdict> {
  const observation = await observe(more);
  await goLive(more.comparison === 'beside' ? { canary: { slot: 'new', percent: 50 } } : undefined);
  // What is slow has to be so in three stretches.
  for (let stretch = 0; stretch < 2; stretch++) {
    await load(requests / 4);
    await observation.verdict();
  }
  await load(requests / 2);
  const verdict = await observation.verdict();
  observation.end();
  return verdict;
}

const delayed =
  (milliseconds: number): RequestListener =>
  (_request, response) =>
    void setTimeout(() => response.end('x'), milliseconds);

beforeEach(() => {
  history = new TrafficHistory(() => 300);
  failing = null;
  routerAnswers = true;
});
afterEach(async () => {
  agent.destroy();
  for (const upstream of upstreams) await upstream.stop();
  await table.close();
});

describe('a release that gets requests', () => {
  it('is healthy where it is as the one before', async () => {
    await start(delayed(5), delayed(5));
    expect(await verdictAfter(300, { limits: roomy })).toMatchObject({
      kind: 'healthy',
      sentence: expect.stringMatching(
        /^0 % of 300 requests failed\. The 95th percentile of 300 requests is /,
      ),
      baseline: { requests: 300, errorRatePercent: 0, p95Milliseconds: expect.any(Number) },
      observed: { requests: 300, errorRatePercent: 0 },
    });
  });

  it('goes back where it is slow', async () => {
    await start(undefined, delayed(1500));
    expect(await verdictAfter(200)).toMatchObject({
      kind: 'roll-back',
      sentence: expect.stringMatching(
        /^The 95th percentile of \d+ requests is [\d,]+ ms against .* slower\.$/,
      ),
    });
  });

  it('goes back where 8 % of its requests fail', async () => {
    let asked = 0;
    await start(undefined, (_request, response) => {
      asked += 1;
      response.statusCode = asked % 100 < 8 ? 500 : 200;
      response.end();
    });
    expect(await verdictAfter(1500)).toMatchObject({
      kind: 'roll-back',
      sentence: '8 % of 1,500 requests failed (at most 5 % may).',
      observed: { requests: 1500, errorRatePercent: 8 },
    });
  });

  it('goes back where it answers nothing, before any request has failed', async () => {
    await start(undefined, () => {});
    const observation = await observe();
    await goLive();
    const waiting = load(atOnce);
    await expect.poll(async () => (await observation.verdict()).kind).toBe('roll-back');
    observation.end();
    await table.apply([{ ...route, drainSeconds: 0 }]);
    await waiting;
  });

  it('goes back where its check fails, also while the router does not answer', async () => {
    await start(undefined, delayed(1));
    const observation = await observe();
    routerAnswers = false;
    expect(await observation.verdict()).toMatchObject({
      kind: 'not-enough',
      sentence: 'The router does not answer, so nothing is known of its requests.',
      baseline: { requests: 300 },
      observed: null,
    });
    failing = { name: 'GET /health', inARow: 3 };
    expect(await observation.verdict()).toMatchObject({
      kind: 'roll-back',
      sentence: 'Its check GET /health failed 3 times in a row.',
    });
    observation.end();
  });

  it('is not judged while it had no requests', async () => {
    await start(undefined, delayed(1));
    expect(await verdictAfter(0)).toMatchObject({
      kind: 'not-enough',
      sentence: 'It had no request; 50 are needed to judge it.',
      observed: { requests: 0, p95Milliseconds: null },
    });
  });
});

describe('what a release is compared with', () => {
  it('is, as a canary, what the live slot does in the same time: both slow is not its fault', async () => {
    let slow = false;
    const listener: RequestListener = (_request, response) =>
      void setTimeout(() => response.end(), slow ? 60 : 0);
    await start(listener, listener);
    slow = true;
    expect(await verdictAfter(400, { comparison: 'beside', limits: roomy })).toMatchObject({
      kind: 'healthy',
      baseline: { requests: 200, p95Milliseconds: expect.any(Number) },
      observed: { requests: 200 },
    });
  });

  it('is what was remembered, where the service was started anew, with all the router has counted since', async () => {
    await start(undefined, delayed(100));
    await goLive();
    await load(200);
    const baseline = { requests: 300, errorRatePercent: 0, p95Milliseconds: 20 };
    history = new TrafficHistory(() => 300);
    expect(await verdictAfter(200, { baseline })).toMatchObject({
      kind: 'roll-back',
      baseline,
      observed: { requests: 400 },
    });
  });

  it('goes on where the router was started anew and counts from zero', async () => {
    await start(undefined, delayed(1));
    const observation = await observe();
    await goLive();
    await load(200);
    await table.close();
    ({ table, route } = await routed(upstreams, { live: 'new', drainSeconds: 0.1 }));
    await load(120);
    expect(await observation.verdict()).toMatchObject({
      baseline: { requests: 300 },
      observed: { requests: 120 },
    });
    observation.end();
  });

  it('is nothing where no slot was live before', async () => {
    await start(undefined, delayed(1));
    expect(await verdictAfter(100, { against: null })).toMatchObject({
      kind: 'healthy',
      sentence: expect.stringContaining('Latency was not compared'),
      baseline: { requests: 0 },
    });
  });
});
