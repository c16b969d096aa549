import { once } from 'node:events';
import { type IncomingMessage, type RequestListener, request } from 'node:http';
import type { Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Route } from '../../../../server/infrastructure/deployments/router/trafficRouter.ts';
import { closedPort, startTcp, TestUpstream } from './routerGround.ts';
import { routedBy, routerKinds, type TestRouter } from './routerKinds.ts';
import { webSocketAnswer, webSocketRequest } from './webSocketHandshake.ts';

/** An instance of a slot, as a route has it. */
interface Instance {
  readonly slot: string;
  readonly port: number;
}

describe.each(routerKinds)('$name, where a slot has several instances,', (kind) => {
  let router: TestRouter;
  let route: Route;
  let address: string;
  let stops: (() => Promise<void>)[];

  beforeEach(() => {
    stops = [];
  });
  afterEach(async () => {
    for (const stop of stops) await stop();
    await router.close();
  });

  /** One that answers with its port, also on a WebSocket. */
  async function instance(slot: string, listener?: RequestListener): Promise<TestUpstream> {
    const upstream = await TestUpstream.start(
      slot,
      listener ?? ((_request, response) => response.end(String(upstream.port))),
    );
    upstream.server.on('upgrade', ({ headers }, socket) => {
      socket.on('error', () => {}).on('end', () => socket.end());
      socket.write(webSocketAnswer(headers['sec-websocket-key']));
      socket.on('data', () => socket.write(String(upstream.port)));
    });
    stops.push(() => upstream.stop());
    return upstream;
  }
  /** One that does this with every connection once it has bytes. */
  async function raw(slot: string, onBytes: (socket: Socket) => void): Promise<Instance> {
    const tcp = await startTcp((socket) => socket.once('data', () => onBytes(socket)));
    stops.push(tcp.stop);
    return { slot, port: tcp.port };
  }
  async function lead(upstreams: readonly Instance[], changes: Partial<Route> = {}): Promise<void> {
    ({ router, route, address } = await routedBy(kind, upstreams, changes));
  }
  async function change(changes: Partial<Route>): Promise<void> {
    route = { ...route, ...changes };
    await router.apply([route]);
  }
  async function ask(init?: RequestInit): Promise<string> {
    const answer = await fetch(address, init).catch((error: Error) => error);
    if (answer instanceof Error) return 'no answer';
    const text = await answer.text().catch(() => 'half an answer');
    return answer.ok ? text : `${answer.status} ${text}`;
  }
  /** How often each answer came to so many requests one after the other. */
  async function askOften(times: number, init?: RequestInit): Promise<Record<string, number>> {
    const answers: Record<string, number> = {};
    for (let n = 0; n < times; n++) {
      const answer = await ask(init);
      answers[answer] = (answers[answer] ?? 0) + 1;
    }
    return answers;
  }
  async function upgraded(): Promise<Socket> {
    const outgoing = request(address, { headers: webSocketRequest });
    outgoing.end();
    const [, socket] = (await once(outgoing, 'upgrade')) as [IncomingMessage, Socket];
    return socket.on('error', () => {});
  }
  async function say(socket: Socket): Promise<string> {
    socket.write('who');
    return String((await once(socket, 'data'))[0]);
  }
  const counts = (upstreams: readonly Instance[], each: number) =>
    Object.fromEntries(upstreams.map(({ port }) => [port, each]));
  /** What was counted in a slot, all its instances together. */
  async function slotFigures(slot: string): Promise<{ requests: number; failures: number; errors: number }> {
    const [traffic] = await router.traffic();
    const all = traffic?.upstreams.filter((upstream) => upstream.slot === slot) ?? [];
    const sum = (name: 'requests' | 'failures' | 'errors') =>
      all.reduce((total, one) => total + one[name], 0);
    return { requests: sum('requests'), failures: sum('failures'), errors: sum('errors') };
  }

  it('its requests go round among them, and its WebSockets', async () => {
    const all = [await instance('slot-1'), await instance('slot-1'), await instance('slot-1')];
    await lead(all);
    expect(await askOften(9)).toEqual(counts(all, 3));
    const sockets = [await upgraded(), await upgraded(), await upgraded()];
    const said = await Promise.all(sockets.map(say));
    expect(said.sort()).toEqual(all.map(({ port }) => String(port)).sort());
    for (const socket of sockets) socket.destroy();
  });

  it('a canary still gets its share exactly, and each instance its part of that', async () => {
    const live = [await instance('slot-1'), await instance('slot-1')];
    const canary = [await instance('slot-2'), await instance('slot-2')];
    await lead([...live, ...canary], { canary: { slot: 'slot-2', percent: 40 } });
    expect(await askOften(100)).toEqual({ ...counts(live, 30), ...counts(canary, 20) });
  });

  it('requests that name it go round as well, and take no part of the canary’s share', async () => {
    const live = await instance('slot-1');
    const canary = [await instance('slot-2'), await instance('slot-2')];
    const part = { slot: 'slot-2', percent: 50 };
    await lead([live, ...canary], { canary: part, previewHeader: 'x-slot' });
    for (let n = 0; n < 4; n++) {
      expect(await askOften(2, { headers: { 'x-slot': 'slot-2' } })).toEqual(counts(canary, 1));
      await ask();
    }
    expect(await askOften(100)).toEqual({ ...counts([live], 50), ...counts(canary, 25) });
  });

  it('the next one is asked where one refuses the connection, and the slot has not failed', async () => {
    const all = [await instance('slot-1'), await instance('slot-1')];
    await lead([{ slot: 'slot-1', port: await closedPort() }, ...all]);
    const answers = [await askOften(6), await askOften(6, { method: 'POST', body: 'x' })];
    const answered = answers.flatMap((one) => Object.keys(one));
    expect(new Set(answered)).toEqual(new Set(all.map(({ port }) => String(port))));
    expect(await slotFigures('slot-1')).toEqual({ requests: 12, failures: 0, errors: 0 });
    const sockets = [await upgraded(), await upgraded(), await upgraded()];
    for (const socket of sockets) socket.destroy();
  });

  it('all of them refusing, the slot kept warm is asked', async () => {
    const warm = await instance('slot-2');
    const dead = await Promise.all([1, 2, 3].map(async () => ({ slot: 'slot-1', port: await closedPort() })));
    await lead([...dead, warm], { spare: 'slot-2' });
    expect(await askOften(6)).toEqual(counts([warm], 6));
  });

  it('one that is taken away from it is drained as a slot is that traffic left, and the others are left alone', async () => {
    const all = [await instance('slot-1'), await instance('slot-1')];
    await lead(all);
    const sockets = [await upgraded(), await upgraded()];
    const ports = await Promise.all(sockets.map(say));
    const [going, staying] = ports[0] === String(all[0]?.port) ? sockets : sockets.toReversed();
    const others = { upstreams: route.upstreams.slice(1) };
    await change({ drainSeconds: 600, ...others });
    const [traffic] = await router.traffic();
    expect(traffic?.upstreams.map(({ port, serves }) => [port, serves])).toEqual(
      expect.arrayContaining([
        [all[0]?.port, false],
        [all[1]?.port, true],
      ]),
    );
    expect(await askOften(4)).toEqual(counts(all.slice(1), 4));
    if (!going || !staying) throw new Error('there is no second instance');
    const closed = once(going.resume(), 'close');
    await change({ upstreams: all.map(({ slot, port }) => ({ slot, port })) });
    await change({ drainSeconds: 0.1, ...others });
    await closed;
    expect(await say(staying)).toBe(String(all[1]?.port));
    staying.destroy();
  });

  it('instances come and go under load and no request fails', async () => {
    const all = [await instance('slot-1'), await instance('slot-1'), await instance('slot-1')];
    await lead(all.slice(0, 1));
    let over = false;
    const answers = new Map<string, number>();
    const client = async () => {
      while (!over) {
        const answer = await ask();
        answers.set(answer, (answers.get(answer) ?? 0) + 1);
      }
    };
    const clients = [client(), client(), client(), client()];
    try {
      for (const ports of [[0, 1], [0, 1, 2], [1, 2], [2], [0, 2], [0]]) {
        answers.clear();
        const upstreams = ports.flatMap((place) => all[place] ?? []);
        await change({ upstreams: upstreams.map(({ slot, port }) => ({ slot, port })) });
        await expect
          .poll(() => upstreams.every(({ port }) => (answers.get(String(port)) ?? 0) > 4))
          .toBe(true);
        expect([...answers.keys()].filter((answer) => !/^\d{4,5}$/.test(answer))).toEqual([]);
      }
    } finally {
      over = true;
      await Promise.all(clients);
    }
  });

  describe('one that', () => {
    it('ends without an answer costs no GET, and a POST is never sent to another', async () => {
      const good = await instance('slot-1');
      let dying = 0;
      const bad = await raw('slot-1', (socket) => {
        dying += 1;
        socket.destroy();
      });
      await lead([bad, good]);
      expect(await askOften(6)).toEqual(counts([good], 6));
      const gets = dying;
      const posts = await askOften(6, { method: 'POST', body: 'pay' });
      expect(posts[good.port]).toBeLessThan(6);
      expect((posts[good.port] ?? 0) + dying - gets).toBe(6);
      expect((await slotFigures('slot-1')).failures).toBeGreaterThan(0);
    });

    it.each([
      ['hangs', () => {}, /^504 /, 0.2],
      ['speaks no HTTP', (socket: Socket) => socket.end('SSH-2.0-x\r\n'), /^502 /, 30],
      [
        'gives half an answer',
        (socket: Socket) => {
          socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf');
          setImmediate(() => socket.destroy());
        },
        /^(half an answer|no answer)$/,
        30,
      ],
    ])('%s costs its own requests alone', async (_, misbehave, outcome, answerSeconds) => {
      const good = await instance('slot-1');
      await lead([await raw('slot-1', misbehave), good], { answerSeconds });
      const answers = new Set<string>();
      while (answers.size < 2) answers.add(await ask());
      answers.delete(String(good.port));
      expect([...answers]).toEqual([expect.stringMatching(outcome)]);
      await expect.poll(async () => (await slotFigures('slot-1')).failures).toBeGreaterThan(0);
    });
  });
});
