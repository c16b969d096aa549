import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { percentile, totalOf } from '../../../../server/infrastructure/deployments/router/latencyCounts.ts';
import type { RouteTable } from '../../../../server/infrastructure/deployments/router/routeTable.ts';
import { routed, TestUpstream, trafficOf } from './routerGround.ts';

let table: RouteTable;
let address: string;
let upstream: TestUpstream;
/** Lets the answers go that wait for it. */
let release: () => void;

beforeEach(async () => {
  const released = Promise.withResolvers<void>();
  release = released.resolve;
  upstream = await TestUpstream.start('slot-1', (asked, response) => {
    const { pathname, searchParams } = new URL(asked.url ?? '/', 'http://slot');
    response.statusCode = Number(searchParams.get('status') ?? 200);
    if (pathname === '/half') {
      response.setHeader('content-length', 100);
      response.write('half', () => asked.socket.destroy());
    } else if (pathname === '/wait') void released.promise.then(() => response.end('late'));
    else if (pathname === '/stream') {
      response.write('begun');
      void released.promise.then(() => response.end());
    } else asked.resume().once('end', () => response.end('x'.repeat(1000)));
  });
  ({ table, address } = await routed([upstream]));
});
afterEach(async () => {
  release();
  await upstream.stop();
  await table.close();
});

const figures = () => {
  const found = trafficOf(table, 'slot-1');
  if (!found) throw new Error('nothing went through the slot');
  return found;
};

async function ask(path: string): Promise<void> {
  await fetch(`${address}${path}`)
    .then((answer) => answer.text())
    .catch(() => '');
}

describe('what went through a slot', () => {
  it('is told by the class of its answers, with one error for each that is bad or none', async () => {
    for (const status of [200, 204, 302, 404, 404, 500, 503]) await ask(`/?status=${status}`);
    expect(figures()).toMatchObject({
      requests: 7,
      failures: 0,
      errors: 2,
      answers: { '1xx': 0, '2xx': 2, '3xx': 1, '4xx': 2, '5xx': 2 },
    });
    await ask('/half');
    expect(figures()).toMatchObject({ requests: 8, failures: 1, errors: 3 });
    await ask('/half?status=500');
    expect(figures()).toMatchObject({ requests: 9, failures: 2, errors: 4, answers: { '5xx': 3 } });
    await upstream.stop();
    await ask('/');
    expect(figures()).toMatchObject({ requests: 10, failures: 3, errors: 5 });
  });

  it('is timed until the first byte of each answer, not until its end', async () => {
    for (let n = 0; n < 20; n++) await ask('/');
    const stream = await fetch(`${address}/stream`);
    const { firstByte } = figures();
    expect(totalOf(firstByte ?? { buckets: [], milliseconds: 0 })).toBe(21);
    expect(figures()).toMatchObject({ active: 1, waiting: { buckets: [] } });
    release();
    await stream.text();
    expect(figures().firstByte).toEqual(firstByte);
  });

  it('does not count the time in which a client sends its request', async () => {
    const outgoing = request(address, { method: 'POST' });
    outgoing.write('slowly');
    await once(upstream.server, 'request');
    expect(figures().waiting?.buckets).toEqual([]);
    const sent = performance.now();
    outgoing.end();
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    const took = performance.now() - sent;
    await text(answer);
    const { firstByte } = figures();
    expect(firstByte?.buckets).toHaveLength(1);
    expect(firstByte?.milliseconds).toBeLessThanOrEqual(took);
  });

  it('includes how long those wait that have no answer yet', async () => {
    const waiting = Promise.all([ask('/wait'), ask('/wait')]);
    await expect.poll(() => totalOf(figures().waiting ?? { buckets: [], milliseconds: 0 })).toBe(2);
    const before = percentile(figures().waiting ?? { buckets: [], milliseconds: 0 }, 50) ?? 0;
    await expect
      .poll(() => percentile(figures().waiting ?? { buckets: [], milliseconds: 0 }, 50))
      .toBeGreaterThan(before);
    release();
    await waiting;
    expect(figures()).toMatchObject({ waiting: { buckets: [] }, answers: { '2xx': 2 } });
  });

  it('counts the connections and bytes of both directions, those of closed connections too', async () => {
    await fetch(address, { method: 'POST', body: 'y'.repeat(5000) }).then((answer) => answer.text());
    expect(figures().connections).toBe(1);
    const { receivedBytes, sentBytes } = figures();
    expect([receivedBytes > 1000, sentBytes > 5000]).toEqual([true, true]);
    upstream.server.closeAllConnections();
    await expect.poll(() => figures().connections).toBe(0);
    expect(figures()).toMatchObject({ receivedBytes, sentBytes });
  });
});
