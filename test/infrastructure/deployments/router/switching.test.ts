import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Route } from '../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { rawRequest } from '../../http/rawRequest.ts';
import { closedPort, startTcp, TestUpstream } from './routerGround.ts';
import { routedBy, routerKinds, type TestRouter, trafficIn } from './routerKinds.ts';
import { webSocketAnswer, webSocketRequest } from './webSocketHandshake.ts';

describe.each(routerKinds)('$name', (kind) => {
  let router: TestRouter;
  let route: Route;
  let address: string;
  let upstreams: TestUpstream[];
  /** Answers of slot-1 that wait for the test. */
  let waiting: (() => void)[];

  beforeEach(async () => {
    waiting = [];
    const slow = await TestUpstream.start('slot-1', ({ url }, response) => {
      if (url === '/slow') waiting.push(() => response.end('slot-1'));
      else if (url === '/stream') response.write('begun');
      else response.end('slot-1');
    });
    upstreams = [slow, await TestUpstream.start('slot-2')];
    for (const { slot, server } of upstreams) server.on('upgrade', (_request, socket) => talk(socket, slot));
    ({ router, route, address } = await routedBy(kind, upstreams));
  });
  afterEach(async () => {
    for (const upstream of upstreams) await upstream.stop();
    await router.apply([]);
    await router.close();
  });

  /** Takes an upgraded connection and answers each text with the slot's name. */
  function talk(socket: NodeJS.ReadWriteStream, slot: string): void {
    socket.on('error', () => {});
    socket.on('end', () => socket.end());
    socket.write(webSocketAnswer(webSocketRequest['sec-websocket-key']));
    socket.on('data', (bytes: Buffer) => socket.write(`${slot} ${bytes}`));
  }

  async function ask(): Promise<string> {
    return (await fetch(address)).text();
  }
  async function switchTo(live: string, changes: Partial<Route> = {}): Promise<void> {
    route = { ...route, live, ...changes };
    await router.apply([route]);
  }
  async function upgraded(headers: Record<string, string> = {}): Promise<Socket> {
    const outgoing = request(address, {
      headers: { ...webSocketRequest, ...headers },
    });
    outgoing.end();
    const [, socket] = (await once(outgoing, 'upgrade')) as [IncomingMessage, Socket];
    return socket;
  }
  async function say(socket: Socket, word: string): Promise<string> {
    socket.write(word);
    return String((await once(socket, 'data'))[0]);
  }

  describe('a switch', () => {
    it('sends every new request to the other slot and lets what is under way end where it began', async () => {
      const slow = fetch(`${address}/slow`).then((answer) => answer.text());
      while (waiting.length === 0) await new Promise((resolve) => setImmediate(resolve));
      await switchTo('slot-2');
      for (let round = 0; round < 5; round++) expect(await ask()).toBe('slot-2');
      expect(await trafficIn(router, 'slot-1')).toMatchObject({ active: 1 });
      waiting[0]?.();
      expect(await slow).toBe('slot-1');
      expect(await trafficIn(router, 'slot-1')).toMatchObject({ active: 0, failures: 0 });
    });

    it('fails no request among thousands while it happens again and again', async () => {
      let over = false;
      const answers = new Map<string, number>();
      const load = async () => {
        while (!over) {
          const answer = await fetch(address);
          const key = `${answer.status} ${await answer.text()}`;
          answers.set(key, (answers.get(key) ?? 0) + 1);
        }
      };
      const clients = Array.from({ length: 8 }, load);
      for (let round = 0; round < 40; round++) {
        const before = answers.get(`200 slot-${2 - (round % 2)}`) ?? 0;
        await switchTo(`slot-${2 - (round % 2)}`);
        while ((answers.get(`200 slot-${2 - (round % 2)}`) ?? 0) < before + 10)
          await new Promise((resolve) => setImmediate(resolve));
      }
      over = true;
      await Promise.all(clients);
      expect([...answers.keys()].sort()).toEqual(['200 slot-1', '200 slot-2']);
    });

    it('leaves open WebSockets where they are until the time to drain is over, then closes them', async () => {
      const socket = await upgraded();
      const stream = await fetch(`${address}/stream`);
      await switchTo('slot-2', { drainSeconds: 600 });
      expect(await say(socket, 'still')).toBe('slot-1 still');
      const next = await upgraded();
      expect(await say(next, 'new')).toBe('slot-2 new');
      await switchTo('slot-1');
      const closed = once(socket, 'close');
      await switchTo('slot-2', { drainSeconds: 0.1 });
      await Promise.all([closed, expect(stream.text()).rejects.toThrow()]);
      expect(await say(next, 'on')).toBe('slot-2 on');
      next.destroy();
    });

    it('back before that time is over closes none', async () => {
      const socket = await upgraded();
      await switchTo('slot-2', { drainSeconds: 2 });
      const later = await upgraded();
      const closed = once(later, 'close');
      await switchTo('slot-1');
      const other = await upgraded();
      await switchTo('slot-1', { canary: { slot: 'slot-2', percent: 100 } });
      await switchTo('slot-2', { canary: null });
      await switchTo('slot-1', { canary: null });
      // Its time began after that of the first, which is over by then.
      await closed;
      expect(await say(socket, 'here')).toBe('slot-1 here');
      expect(await say(other, 'too')).toBe('slot-1 too');
      for (const one of [socket, other]) one.destroy();
    });

    it('to a slot that dies at that moment fails no request while the one before is warm', async () => {
      await switchTo('slot-2', { spare: 'slot-1' });
      await upstreams[1]?.stop();
      expect(await ask()).toBe('slot-1');
      upstreams = upstreams.slice(0, 1);
    });
  });

  describe('a part of the traffic', () => {
    it.each([1, 10, 33, 100])('of %d percent is exact in every hundred requests', async (percent) => {
      await switchTo('slot-1', { canary: { slot: 'slot-2', percent } });
      for (let n = 0; n < 100; n++) await ask();
      expect((await trafficIn(router, 'slot-2'))?.requests).toBe(percent);
    });

    it('that names its slot by the preview header gets that slot, WebSockets too', async () => {
      await switchTo('slot-1', { previewHeader: 'x-slot' });
      const headers = (slot: string) => ({ Host: 'x', 'X-Slot': slot });
      expect((await rawRequest(route.port, { path: '/', headers: headers('slot-2') })).text).toBe('slot-2');
      expect(await rawRequest(route.port, { path: '/', headers: headers('slot-9') })).toMatchObject({
        status: 503,
        text: 'No slot of that name serves production/web; those that serve: slot-1, slot-2.\n',
      });
      const socket = await upgraded(headers('slot-2'));
      expect(await say(socket, 'hello')).toBe('slot-2 hello');
      await switchTo('slot-1', { drainSeconds: 0 });
      expect(await say(socket, 'again')).toBe('slot-2 again');
      socket.destroy();
      expect(await ask()).toBe('slot-1');
    });

    it('that names a slot which takes no connection is told so, and goes to no other', async () => {
      const dead = { slot: 'slot-3', port: await closedPort() };
      await switchTo('slot-1', {
        previewHeader: 'x-slot',
        spare: 'slot-2',
        upstreams: [...route.upstreams, dead],
      });
      const headers = { Host: 'x', 'X-Slot': 'slot-3' };
      expect(await rawRequest(route.port, { path: '/', headers })).toMatchObject({
        status: 503,
        text: expect.stringMatching(/^Slot slot-3 of production\/web does not take connections/),
      });
    });
  });

  describe('an upgrade', () => {
    it('that the slot declines comes back as the slot says', async () => {
      const plain = await TestUpstream.start('slot-3', (_request, response) => {
        response.statusCode = 403;
        response.end('not you');
      });
      upstreams.push(plain);
      await switchTo('slot-3', { upstreams: [...route.upstreams, { slot: 'slot-3', port: plain.port }] });
      plain.server.on('upgrade', (_request, socket) => {
        socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 7\r\n\r\nnot you');
      });
      const outgoing = request(address, { headers: webSocketRequest });
      outgoing.end();
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      expect([answer.statusCode, await text(answer)]).toEqual([403, 'not you']);
    });

    it('to a slot that takes no connection is answered with a sentence, and goes to the warm one where there is one', async () => {
      const dead = { slot: 'slot-3', port: await closedPort() };
      await switchTo('slot-3', { upstreams: [...route.upstreams, dead] });
      const outgoing = request(address, { headers: webSocketRequest });
      outgoing.end();
      const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
      expect([answer.statusCode, await text(answer)]).toEqual([503, expect.stringContaining('slot-3')]);
      await switchTo('slot-3', { spare: 'slot-2' });
      const socket = await upgraded();
      expect(await say(socket, 'hello')).toBe('slot-2 hello');
      socket.destroy();
    });

    it('to something else than a WebSocket is an ordinary request', async () => {
      const answer = await rawRequest(route.port, {
        path: '/',
        headers: { Host: 'x', Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AA' },
      });
      expect(answer).toMatchObject({ status: 200, text: 'slot-1' });
    });
  });

  describe('a port', () => {
    it('that is taken is told, and opened once it is free', async () => {
      const taken = await startTcp(() => {});
      const moved = { ...route, port: taken.port };
      expect(await router.apply([moved])).toMatchObject([
        { problem: expect.stringMatching(/^Port \d+ of production\/web is taken by another program/) },
      ]);
      await taken.stop();
      expect(await router.apply([moved])).toMatchObject([{ problem: null }]);
      expect(await (await fetch(`http://127.0.0.1:${moved.port}`)).text()).toBe('slot-1');
      await expect(fetch(address)).rejects.toThrow('fetch failed');
    });
  });
});
