import { once } from 'node:events';
import { readdir, rm, stat } from 'node:fs/promises';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { haproxyMissing } from '../../../../../scripts/haproxyPackage.ts';
import { tellRuntime } from '../../../../../server/infrastructure/deployments/router/haproxy/runtimeSocket.ts';
import { processStartTime } from '../../../../../server/infrastructure/programs/processIdentity.ts';
import { plainRoute, startTcp, TestUpstream } from '../routerGround.ts';

import { webSocketAnswer, webSocketRequest } from '../webSocketHandshake.ts';
import { ended, HaproxyGround } from './haproxyGround.ts';
import { SteadyClients } from './steadyClients.ts';

const isMissing = haproxyMissing() !== undefined;

describe.skipIf(isMissing)('the HAProxy of a route', () => {
  let ground: HaproxyGround;
  beforeEach(async () => {
    ground = await HaproxyGround.start();
  });
  afterEach(() => ground.close());

  async function upgraded(): Promise<Socket> {
    for (const { server } of ground.upstreams)
      server.removeAllListeners('upgrade').on('upgrade', ({ headers }, socket) => {
        socket.on('error', () => {}).on('end', () => socket.end());
        socket.write(webSocketAnswer(headers['sec-websocket-key']));
      });
    const outgoing = request(ground.address, { headers: webSocketRequest });
    outgoing.end();
    const [, socket] = (await once(outgoing, 'upgrade')) as [unknown, Socket];
    return socket.on('error', () => {});
  }

  it('is the same process through switches, and is found again by a service that was started anew', async () => {
    const before = await ground.identity();
    for (const live of ['slot-2', 'slot-1', 'slot-2']) await ground.router.apply([{ ...ground.route, live }]);
    ground.router = ground.anotherRouter();
    expect(await ground.router.traffic()).toMatchObject([{ id: 'production/web', problem: null }]);
    await ground.router.apply([{ ...ground.route, live: 'slot-1' }]);
    expect(await ground.identity()).toEqual(before);
    expect(await ground.ask()).toBe('slot-1');
  });

  it('drains what traffic left also where the service that said so has gone', async () => {
    const socket = await upgraded();
    const closed = once(socket, 'close');
    await ground.router.apply([{ ...ground.route, live: 'slot-2', drainSeconds: 3600 }]);
    // As if that hour were over.
    const over = `set map drain.map p1w ${Date.now()}|${Date.now() - 1}`;
    await tellRuntime(ground.socket, [over]);
    ground.router = ground.anotherRouter();
    await ground.router.traffic();
    await closed;
  });

  it('is started again with the routes it had where it was killed', async () => {
    const before = await ground.identity();
    process.kill(before.pid, 'SIGKILL');
    await ended(before);
    expect(await ground.router.traffic()).toEqual([]);
    await ground.router.apply([{ ...ground.route, live: 'slot-2' }]);
    expect(await ground.ask()).toBe('slot-2');
    expect((await ground.identity()).pid).not.toBe(before.pid);
  });

  it('that does not answer yet is not ended by who only looks at the traffic, but by who needs its port', async () => {
    const before = await ground.identity();
    await rm(ground.socket);
    expect(await ground.router.traffic()).toEqual([]);
    expect(await processStartTime(before.pid)).toBe(before.startTime);
    await ground.router.apply([ground.route]);
    await ended(before);
    expect(await ground.ask()).toBe('slot-1');
  });

  it('that was started just before its service was killed, unrecorded, is replaced and ends', async () => {
    const before = await ground.identity();
    await rm(path.join(ground.stateFolder, 'haproxy', String(ground.route.port), 'haproxy.json'));
    ground.router = ground.anotherRouter();
    await ground.router.apply([ground.route]);
    expect(await ground.ask()).toBe('slot-1');
    await ended(before);
  });

  it('that nobody recorded ends also where nothing is routed any more', async () => {
    const before = await ground.identity();
    await rm(path.join(ground.stateFolder, 'haproxy', String(ground.route.port), 'haproxy.json'));
    ground.router = ground.anotherRouter();
    await ground.router.apply([]);
    await ended(before);
  });

  it('ends with its files when nothing is routed any more, and its port is free at once', async () => {
    const before = await ground.identity();
    await ground.router.apply([]);
    const tcp = await startTcp(() => {}, ground.route.port);
    await tcp.stop();
    await ended(before);
    expect(await readdir(path.join(ground.stateFolder, 'haproxy'))).toEqual([]);
  });

  it('ends by itself where its repository is removed: nobody could find it any more', async () => {
    const before = await ground.identity();
    await rm(ground.stateFolder, { recursive: true });
    await ended(before);
    const tcp = await startTcp(() => {}, ground.route.port);
    await tcp.stop();
  });

  it('keeps its files and its socket from everybody else', async () => {
    const folder = path.join(ground.stateFolder, 'haproxy', String(ground.route.port));
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    const modes = await Promise.all(
      (await readdir(folder)).map(async (name) => (await stat(path.join(folder, name))).mode & 0o777),
    );
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });

  it('serves on while another route comes and goes, and while its own preview header changes: no request fails', async () => {
    const clients = new SteadyClients(ground.address);
    await clients.more('200 slot-1');
    const before = await ground.identity();
    const other = await plainRoute({ id: 'staging/api', live: 'slot-2', upstreams: ground.route.upstreams });
    await ground.router.apply([ground.route, other]);
    expect(await (await fetch(`http://127.0.0.1:${other.port}`)).text()).toBe('slot-2');
    await ground.router.apply([ground.route]);
    await clients.more('200 slot-1');
    expect(await ground.identity()).toEqual(before);
    await ground.router.apply([{ ...ground.route, previewHeader: 'x-slot' }]);
    await clients.more('200 slot-1');
    const preview = await fetch(ground.address, { headers: { 'x-slot': 'slot-2' } });
    expect(await preview.text()).toBe('slot-2');
    expect((await ground.identity()).pid).not.toBe(before.pid);
    await ground.router.apply([{ ...ground.route, previewHeader: 'x-slot', live: 'slot-2' }]);
    await clients.more('200 slot-2');
    expect(await clients.stop()).toEqual(['200 slot-1', '200 slot-2']);
    await ended(before);
  });

  it('gives the server of a slot that has gone to the next one, with new counts and without its connections', async () => {
    const [first] = ground.upstreams;
    let { route } = ground;
    for (let round = 3; round < 9; round++) {
      const next = await TestUpstream.start(`slot-${round}`);
      const live = next.slot;
      const upstreams = [
        { slot: live, port: next.port },
        { slot: 'slot-1', port: first?.port ?? 0 },
      ];
      route = { ...route, live, upstreams };
      await ground.router.apply([route]);
      const clients = new SteadyClients(ground.address, 2);
      await clients.more(`200 ${live}`, 5);
      expect(await clients.stop()).toEqual([`200 ${live}`]);
      const [traffic] = await ground.router.traffic();
      const counts = traffic?.upstreams.find(({ slot }) => slot === live);
      const asked = [...clients.answers.values()].reduce((sum, count) => sum + count, 0);
      expect(counts).toMatchObject({ requests: asked, failures: 0, answers: { '2xx': asked } });
      expect(counts?.since).toBeGreaterThan(Date.now() - 60_000);
      await ground.router.apply([{ ...route, live: 'slot-1', upstreams: upstreams.slice(1) }]);
      await next.stop();
      expect(await ground.ask()).toBe('slot-1');
    }
    expect((await ground.router.traffic())[0]?.upstreams.map(({ slot }) => slot)).toEqual(['slot-1']);
  });

  it('is ended and started anew where it hangs', async () => {
    const before = await ground.identity();
    process.kill(before.pid, 'SIGSTOP');
    await ground.router.apply([ground.route]);
    expect(await processStartTime(before.pid)).not.toBe(before.startTime);
    expect(await ground.ask()).toBe('slot-1');
  });
});

describe.skipIf(isMissing)('a state folder whose path is longer than that of a socket may be', () => {
  it('is served as any other', async () => {
    const ground = await HaproxyGround.start(
      path.join(...Array.from({ length: 12 }, () => 'a-long-name-'.repeat(3))),
    );
    await ground.router.apply([{ ...ground.route, live: 'slot-2' }]);
    expect(await ground.ask()).toBe('slot-2');
    await ground.close();
  });
});
