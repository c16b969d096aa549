import { createHash, randomBytes } from 'node:crypto';
import { Agent, type ClientRequest, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { rawBytes, rawRequest } from '../../http/rawRequest.ts';
import { TestUpstream } from './routerGround.ts';
import { routedBy, routerKinds, type TestRouter, trafficIn } from './routerKinds.ts';

describe.each(routerKinds)('$name', (kind) => {
  let router: TestRouter;
  let upstream: TestUpstream;
  let address: string;
  let port: number;

  async function begin(
    listener?: (request: IncomingMessage, response: ServerResponse) => void,
  ): Promise<void> {
    upstream = await TestUpstream.start('slot-1', listener);
    const ground = await routedBy(kind, [upstream]);
    ({ router, address } = ground);
    port = ground.route.port;
  }

  afterEach(async () => {
    await upstream.stop();
    await router.close();
  });

  /** Resolves when nothing of a request has left for some time. */
  async function trafficIsStill({ socket }: ClientRequest): Promise<false> {
    const left = () => (socket?.bytesWritten ?? 0) - (socket?.writableLength ?? 0);
    for (let before = -1; before !== left(); ) {
      before = left();
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return false;
  }

  /** Answers with what arrived. */
  function echo({ method, url, rawHeaders }: IncomingMessage, response: ServerResponse): void {
    response.end(JSON.stringify({ method, url, rawHeaders }));
  }

  /** Header fields by their names in lower case: those of one name are one list (RFC 9110, 5.2). */
  function combined(rawHeaders: readonly string[]): Map<string, string> {
    const fields = new Map<string, string>();
    rawHeaders.forEach((name, at) => {
      if (at % 2) return;
      const before = fields.get(name.toLowerCase());
      const value = rawHeaders[at + 1] ?? '';
      fields.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
    });
    return fields;
  }

  describe('a request through the router', () => {
    it('arrives with its method, path, query and headers, with its Host, and with who sent it', async () => {
      await begin(echo);
      const headers = {
        Host: 'app.example:8080',
        'X-Many': ['a', 'b'],
        'X-Forwarded-For': '10.0.0.9',
        'X-Forwarded-Proto': 'https',
        Connection: 'close, X-Secret-Hop',
        'X-Secret-Hop': 'mine',
        'Proxy-Authorization': 'Basic x',
      };
      const answer = await rawRequest(port, { method: 'DELETE', path: '/a%20b?c=d&c=e', headers });
      const { method, url, rawHeaders } = JSON.parse(answer.text) as Record<'method' | 'url', string> & {
        rawHeaders: string[];
      };
      expect([method, url]).toEqual(['DELETE', '/a%20b?c=d&c=e']);
      const arrived = combined(rawHeaders);
      expect(arrived.get('connection') ?? '').not.toMatch(/close/);
      for (const name of ['connection', ...(kind.rebuildsHeaders ? [] : ['x-secret-hop'])])
        arrived.delete(name);
      expect(Object.fromEntries(arrived)).toEqual({
        host: 'app.example:8080',
        'x-many': 'a, b',
        'x-forwarded-proto': 'https',
        'x-forwarded-for': '10.0.0.9, 127.0.0.1',
        forwarded: 'for=127.0.0.1;host="app.example:8080";proto=http',
        'x-forwarded-host': 'app.example:8080',
      });
    });

    it.runIf(kind.rebuildsHeaders)('keeps the order and the spelling of its headers', async () => {
      await begin(echo);
      const headers = { hOST: 'x', 'x-B': '1', 'X-a': '2' };
      const answer = await rawRequest(port, { path: '/', headers });
      const { rawHeaders } = JSON.parse(answer.text) as { rawHeaders: string[] };
      expect(rawHeaders.slice(0, 6)).toEqual(Object.entries(headers).flat());
    });

    it.each(['POST', 'PUT', 'PATCH', 'GET'])(
      'without a body has none on the other side either: %s',
      async (method) => {
        await begin(echo);
        const answer = await fetch(address, { method });
        expect(await answer.text()).not.toMatch(/transfer-encoding/i);
      },
    );

    it('of 30 MB arrives whole, with and without a declared length, and so does its answer', async () => {
      const body = randomBytes(30_000_000);
      await begin((incoming, response) => incoming.pipe(response));
      for (const length of [{ 'content-length': String(body.length) }, {}]) {
        const hash = createHash('sha256');
        const outgoing = request(address, { method: 'POST', headers: length });
        outgoing.end(body);
        await new Promise<void>((resolve, reject) => {
          outgoing.on('error', reject);
          outgoing.on('response', (answer) =>
            answer.on('data', (part) => hash.update(part)).on('end', resolve),
          );
        });
        expect(hash.digest('hex')).toBe(createHash('sha256').update(body).digest('hex'));
      }
    });

    it('is not read faster than the slot reads it', async () => {
      const arrived = Promise.withResolvers<void>();
      await begin(() => arrived.resolve());
      const outgoing = request(address, { method: 'POST' });
      outgoing.on('error', () => {});
      // Written on and on; the slot never reads, so at some point nothing leaves any more.
      const part = Buffer.alloc(1_000_000);
      for (let parts = 0; parts < 60; parts++) outgoing.write(part);
      const left = new Promise<boolean>((resolve) => outgoing.once('drain', () => resolve(true)));
      await arrived.promise;
      expect(await Promise.race([left, trafficIsStill(outgoing)])).toBe(false);
      outgoing.destroy();
    });

    it('is answered while it still streams, both ways, event by event', async () => {
      await begin((incoming, response) => {
        response.writeHead(200, { 'content-type': 'text/event-stream' });
        incoming.on('data', (part: Buffer) => response.write(part.toString().toUpperCase()));
        incoming.on('end', () => response.end('!'));
      });
      const outgoing = request(address, { method: 'POST' });
      outgoing.write('one');
      const answer = await new Promise<IncomingMessage>((resolve) => outgoing.on('response', resolve));
      const parts = answer.setEncoding('utf8')[Symbol.asyncIterator]();
      expect((await parts.next()).value).toBe('ONE');
      outgoing.write('two');
      expect((await parts.next()).value).toBe('TWO');
      outgoing.end();
      expect((await parts.next()).value).toBe('!');
    });

    it('comes back with status, reason, repeated headers and none of the connection', async () => {
      await begin((_incoming, response) => {
        response.writeHead(418, 'Teapot', [
          'Set-Cookie',
          'a=1',
          'Set-Cookie',
          'b=2',
          'Keep-Alive',
          'timeout=99',
        ]);
        response.end('short');
      });
      const answer = await rawRequest(port, { path: '/', headers: { Host: 'x' } });
      expect(answer).toMatchObject({ status: 418, text: 'short', headers: { 'set-cookie': ['a=1', 'b=2'] } });
      expect(answer.headers).not.toHaveProperty('keep-alive', 'timeout=99');
      expect(await rawBytes(port, 'HEAD / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n')).toMatch(
        /^HTTP\/1.1 418 Teapot\r\n(?:[^\r]+\r\n)+\r\n$/,
      );
    });

    it('keeps connections open on both sides', async () => {
      await begin(({ socket }, response) => response.end(String(socket.remotePort)));
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      const seen = new Set<string>();
      for (let round = 0; round < 5; round++)
        seen.add(
          await new Promise((resolve, reject) => {
            request(address, { agent }, (answer) => text(answer).then(resolve, reject)).end();
          }),
        );
      expect(seen.size).toBe(1);
      agent.destroy();
    });

    it('is counted with its slot', async () => {
      await begin();
      await Promise.all(Array.from({ length: 7 }, async () => (await fetch(address)).text()));
      expect(await trafficIn(router, 'slot-1')).toMatchObject({
        requests: 7,
        failures: 0,
        active: 0,
        sockets: 0,
      });
    });

    it('that the client gives up ends at the slot too', async () => {
      const gone = Promise.withResolvers<void>();
      const controller = new AbortController();
      await begin((_incoming, response) => {
        response.on('close', () => gone.resolve());
        controller.abort();
      });
      await expect(fetch(address, { signal: controller.signal })).rejects.toThrow('aborted');
      await gone.promise;
    });
  });

  describe('bytes that two servers could read differently', () => {
    it.each([
      ['both lengths', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'],
      ['two lengths', 'Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcd'],
      ['an encoding that is not the last one', 'Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
      ['a blank before the colon', 'Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n'],
      ['a folded header', 'X: a\r\n b\r\nContent-Length : 3\r\n\r\nabc'],
      ['a chunk length that is none', 'Transfer-Encoding: chunked\r\n\r\n0x5\r\nabcde\r\n0\r\n\r\n'],
    ])('are refused: %s', async (name, rest) => {
      const seen: string[] = [];
      await begin((incoming, response) => {
        incoming.on('error', () => {});
        incoming.on('end', () => seen.push(incoming.url ?? '')).resume();
        response.end();
      });
      const answer = await rawBytes(port, `POST /first HTTP/1.1\r\nHost: x\r\n${rest}`);
      const isRead = name === 'both lengths' && !kind.refusesBothLengths;
      expect(answer).toMatch(isRead ? /^HTTP\/1.1 200 /i : /^HTTP\/1.1 400 /);
      expect(seen).toEqual(isRead ? ['/first'] : []);
    });

    it('are refused where another host is asked for', async () => {
      await begin();
      const answer = await rawBytes(
        port,
        'GET http://elsewhere/ HTTP/1.1\r\nHost: elsewhere\r\nConnection: close\r\n\r\n',
      );
      expect(answer).toMatch(/^HTTP\/1.1 400 [\s\S]*no proxy for other hosts/);
    });
  });
});
