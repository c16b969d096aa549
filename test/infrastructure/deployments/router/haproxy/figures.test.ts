import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { haproxyMissing } from '../../../../../scripts/haproxyPackage.ts';
import { latencyBuckets } from '../../../../../server/infrastructure/deployments/router/haproxy/latencyBuckets.ts';
import {
  bucketOf,
  rangeOf,
  totalOf,
} from '../../../../../server/infrastructure/deployments/router/latencyCounts.ts';
import { TestUpstream } from '../routerGround.ts';
import { routedBy, routerKinds, type TestRouter, trafficIn } from '../routerKinds.ts';

const isMissing = haproxyMissing() !== undefined;

const [, haproxy] = routerKinds;

describe.skipIf(isMissing)('what HAProxy tells of a slot', () => {
  let router: TestRouter;
  let address: string;
  let upstream: TestUpstream;

  beforeEach(async () => {
    upstream = await TestUpstream.start('slot-1', ({ url, socket }, response) => {
      response.statusCode = Number(new URL(url ?? '/', 'http://x').searchParams.get('status') ?? 200);
      if (url?.startsWith('/half')) {
        response.setHeader('content-length', 100);
        response.write('half', () => socket.destroy());
      } else if (url === '/slow') setTimeout(() => response.end('slow'), 60);
      else response.end('x'.repeat(1000));
    });
    if (!haproxy) throw new Error('there is no HAProxy');
    ({ router, address } = await routedBy(haproxy, [upstream]));
  });
  afterEach(async () => {
    await upstream.stop();
    await router.close();
  });

  const figures = () => trafficIn(router, 'slot-1');
  const ask = (path: string, init?: RequestInit) =>
    fetch(`${address}${path}`, init).then(
      (answer) => answer.text(),
      () => '',
    );

  it('are its answers by class, and one error for each that is bad or none', async () => {
    for (const status of [200, 204, 302, 404, 404, 500, 503])
      await ask(`/?status=${status}`, { redirect: 'manual' });
    expect(await figures()).toMatchObject({
      requests: 7,
      failures: 0,
      errors: 2,
      answers: { '1xx': 0, '2xx': 2, '3xx': 1, '4xx': 2, '5xx': 2 },
    });
    await ask('/half').catch(() => '');
    expect(await figures()).toMatchObject({ requests: 8, failures: 1, errors: 3 });
    await upstream.stop();
    await ask('/');
    expect(await figures()).toMatchObject({ failures: 2, errors: 4 });
  });

  it('are the times until the first byte of requests without a body, and none that is not over', async () => {
    for (let n = 0; n < 5; n++) await ask('/');
    await ask('/slow');
    await ask('/', { method: 'POST', body: 'not timed' });
    const { firstByte, waiting, receivedBytes, sentBytes } = (await figures()) ?? {};
    const counts = firstByte ?? { buckets: [], milliseconds: 0 };
    expect([totalOf(counts), waiting]).toEqual([6, null]);
    expect(rangeOf(counts.buckets.at(-1)?.[0] ?? 0).below).toBeGreaterThan(55);
    expect(counts.milliseconds).toBeGreaterThan(55);
    expect([(receivedBytes ?? 0) > 6000, (sentBytes ?? 0) > 500]).toEqual([true, true]);
  });

  it('say since when they count', async () => {
    await ask('/');
    const before = await figures();
    expect(before).toMatchObject({ requests: 1 });
    expect(before?.since).toBeGreaterThan(Date.now() - 60_000);
  });
});

describe('the buckets that HAProxy counts times in', () => {
  const buckets = [...latencyBuckets()].map(([range, bucket]) => {
    const [from = 0, to = 0] = range.split(':').map(Number);
    return { from, to, bucket: Number(bucket) };
  });

  it('follow one another without a gap, each with the bucket of a time in it that is known to 9 %', () => {
    buckets.forEach(({ from, to, bucket }, index) => {
      expect(from).toBe(index === 0 ? 0 : (buckets[index - 1]?.to ?? 0) + 1);
      const { atLeast, below } = rangeOf(bucket);
      const middle = ((atLeast + below) / 2) * 1000;
      if (from >= 64) expect(Math.max(to - middle, middle - from) / from).toBeLessThan(0.09);
      expect(bucketOf(middle / 1000)).toBe(bucket);
    });
    expect(buckets.length).toBeLessThan(200);
    expect(buckets.at(-1)?.to).toBeGreaterThan(1_800_000_000);
  });
});
