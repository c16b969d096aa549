import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { closedPort, startTcp, TestUpstream } from './routerGround.ts';
import { routedBy, routerKinds, type TestRouter, trafficIn } from './routerKinds.ts';

describe.each(routerKinds)('$name', (kind) => {
  let router: TestRouter;
  const stops: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const stop of stops.splice(0)) await stop();
    await router.close();
  });

  /** A slot that does this with every connection, and the address of its route. */
  async function badSlot(
    onBytes: (socket: import('node:net').Socket) => void,
    answerSeconds = 30,
  ): Promise<string> {
    const tcp = await startTcp((socket) => socket.once('data', () => onBytes(socket)));
    stops.push(tcp.stop);
    const ground = await routedBy(kind, [{ slot: 'slot-1', port: tcp.port }], { answerSeconds });
    router = ground.router;
    return ground.address;
  }

  async function answerOf(address: string, init?: RequestInit): Promise<[status: number, text: string]> {
    const answer = await fetch(address, init);
    return [answer.status, await answer.text()];
  }

  describe('a slot that misbehaves', () => {
    it.each([
      ['hangs', () => {}, 504, 'Slot slot-1 of production/web did not answer within 0.2 s.\n'],
      ['resets', (socket) => socket.resetAndDestroy(), 502, /ended the connection without an answer/],
      ['closes', (socket) => socket.end(), 502, /ended the connection without an answer/],
      ['speaks no HTTP', (socket) => socket.end('SSH-2.0-x\r\n'), 502, /no HTTP/],
    ] as [string, (socket: import('node:net').Socket) => void, number, string | RegExp][])(
      'costs its own request and is named: it %s',
      async (_, misbehave, status, sentence) => {
        const address = await badSlot(misbehave, status === 504 ? 0.2 : undefined);
        expect(await answerOf(address)).toEqual([status, expect.stringMatching(sentence)]);
        expect(await answerOf(address, { method: 'POST', body: 'x' })).toEqual([
          status,
          expect.stringMatching(sentence),
        ]);
        expect(await trafficIn(router, 'slot-1')).toMatchObject({ failures: 2, active: 0 });
      },
    );

    const halfAnAnswer = (bytes: string) =>
      badSlot((socket) => {
        socket.write(bytes);
        setImmediate(() => socket.destroy());
      });
    const halfInChunks = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n';

    it.each([
      ['with a length', 'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf'],
      ['in chunks', halfInChunks],
    ])('half an answer %s is an error for the client, never a short success', async (_, bytes) => {
      const address = await halfAnAnswer(bytes);
      const ask = async () => (await fetch(address)).text();
      await expect(ask()).rejects.toThrow();
      // The client may hear of it first.
      while ((await trafficIn(router, 'slot-1'))?.active !== 0)
        await new Promise((resolve) => setImmediate(resolve));
      expect(await trafficIn(router, 'slot-1')).toMatchObject({ failures: 1, active: 0 });
    });

    it.runIf(kind.resetsOldClients)(
      'half an answer is so also for an old client that knows no chunks',
      async () => {
        const socket = connect(Number(new URL(await halfAnAnswer(halfInChunks)).port), '127.0.0.1');
        socket.write('GET / HTTP/1.0\r\nHost: x\r\n\r\n');
        socket.resume();
        const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
        expect(error.code).toBe('ECONNRESET');
      },
    );

    it('gets a request with a body once, whatever it does with it', async () => {
      let arrived = 0;
      const address = await badSlot((socket) => {
        arrived += 1;
        socket.end();
      });
      await answerOf(address, { method: 'POST', body: 'pay' });
      expect(arrived).toBe(1);
    });

    it('that answers before the request is whole is heard, and the connection stays of use', async () => {
      const upstream = await TestUpstream.start('slot-1', (_incoming, response) => {
        response.writeHead(413, { connection: 'close' });
        response.end('too much');
      });
      stops.push(() => upstream.stop());
      const ground = await routedBy(kind, [upstream]);
      router = ground.router;
      const outgoing = request(ground.address, { method: 'POST', headers: { 'content-length': '50000000' } });
      outgoing.on('error', () => {});
      outgoing.write(Buffer.alloc(1000));
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      expect([answer.statusCode, await text(answer)]).toEqual([413, 'too much']);
      outgoing.destroy();
    });
  });

  describe('a slot that takes no connection', () => {
    it('is passed over for the one kept warm, also by a request with a body', async () => {
      const warm = await TestUpstream.start('slot-2', (incoming, response) => incoming.pipe(response));
      stops.push(() => warm.stop());
      const ground = await routedBy(kind, [{ slot: 'slot-1', port: await closedPort() }, warm], {
        spare: 'slot-2',
      });
      router = ground.router;
      expect(await answerOf(ground.address, { method: 'POST', body: 'whole' })).toEqual([200, 'whole']);
      expect(await trafficIn(router, 'slot-1')).toMatchObject({ failures: 1, active: 0 });
    });

    it('is named where there is no other', async () => {
      const ground = await routedBy(kind, [{ slot: 'slot-1', port: await closedPort() }]);
      router = ground.router;
      const answer = await fetch(ground.address);
      expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
      expect(await answer.text()).toMatch(/^Slot slot-1 of production\/web does not take connections/);
    });

    it('is told from one that does not run', async () => {
      const ground = await routedBy(kind, []);
      router = ground.router;
      expect(await answerOf(ground.address)).toEqual([
        503,
        'The live slot of production/web, slot-1, does not run.\n',
      ]);
      expect((await fetch(ground.address)).headers.get('retry-after')).toBe('1');
    });
  });

  describe('an idle connection that the slot closes just when it is used', () => {
    /** Answers the first request of a connection, and closes it at the second one. */
    async function closingSlot(): Promise<{
      address: string;
      connections: () => number;
      paid: () => number;
    }> {
      let [connections, paid] = [0, 0];
      const tcp = await startTcp((socket) => {
        connections += 1;
        socket.on('data', (bytes) => {
          if (bytes.includes('pay')) paid += 1;
        });
        socket.once('data', () => {
          socket.write('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok');
          socket.once('data', () => socket.destroy());
        });
      });
      stops.push(tcp.stop);
      const ground = await routedBy(kind, [{ slot: 'slot-1', port: tcp.port }]);
      router = ground.router;
      return { address: ground.address, connections: () => connections, paid: () => paid };
    }

    it('costs no request that may be repeated', async () => {
      const { address, connections } = await closingSlot();
      for (let round = 0; round < 4; round++) expect(await answerOf(address)).toEqual([200, 'ok']);
      expect(connections()).toBeGreaterThan(1);
    });

    it('never sends twice what the slot may have done already', async () => {
      const { address, paid } = await closingSlot();
      expect(await answerOf(address)).toEqual([200, 'ok']);
      const [status] = await answerOf(address, { method: 'POST', body: 'pay' });
      expect([status, paid()]).toEqual([status === 200 ? 200 : 502, 1]);
    });
  });
});
