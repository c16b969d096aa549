// Requests through both routers beside a direct connection and a bare HAProxy, then ten switches and two rollbacks of each
// under load.
// `router.ts [requests per second] [rounds]`.
import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { haproxyMissing } from '../../scripts/haproxyPackage.ts';
import type { RouterName } from '../../server/protocol/routerConfiguration.ts';
import { webSocketRequest } from '../infrastructure/router/webSocketHandshake.ts';
import { startHaproxy } from './haproxy.ts';
import { cpuSecondsOf } from './serverProcess.ts';
import { makeSlotRepository } from './slotApplication.ts';
import { SlotService } from './slotService.ts';
import { type SteadyResult, steadyLoad } from './steadyLoad.ts';

const perSecond = Number(process.argv[2] ?? 1000);
const rounds = Number(process.argv[3] ?? 5);
const roundMilliseconds = 2000;
// Shorter than the time between two switches: traffic that is back before it is over closes no WebSocket.
const drainSeconds = 0.3;
const webSockets = 20;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Who answers where, and the process that is measured; none for a direct connection. */
interface Peer {
  readonly address: string;
  readonly pid?: number | undefined;
}

interface Round extends SteadyResult {
  /** Microseconds of the process between. */
  readonly cpu: number;
}

async function compareLatency(peers: Readonly<Record<string, Peer>>): Promise<void> {
  const results = new Map<string, Round[]>();
  for (let round = -1; round < rounds; round++)
    for (const [name, { address, pid }] of Object.entries(peers)) {
      const seconds = async () => (pid === undefined ? 0 : cpuSecondsOf(pid));
      const before = await seconds();
      const result = await steadyLoad(address, perSecond, delay(roundMilliseconds));
      const cpu = (((await seconds()) - before) / result.sent) * 1e6;
      // The first round warms the processes up.
      if (round >= 0) results.set(name, [...(results.get(name) ?? []), { ...result, cpu }]);
    }
  print(results);
}

function print(results: ReadonlyMap<string, readonly Round[]>): void {
  const figure = (name: string, key: keyof Round) =>
    median((results.get(name) ?? []).map((round) => round[key]));
  console.log(`${''.padEnd(13)} requests/s    failed    p50 ms    p99 ms  added p99 ms  CPU us/request`);
  for (const [name, all] of results) {
    const cells = [
      figure(name, 'perSecond').toFixed(0).padStart(10),
      String(all.reduce((sum, { failed }) => sum + failed, 0)).padStart(9),
      figure(name, 'p50').toFixed(2).padStart(9),
      figure(name, 'p99').toFixed(2).padStart(9),
      (figure(name, 'p99') - figure('direct', 'p99')).toFixed(2).padStart(13),
      figure(name, 'cpu').toFixed(0).padStart(15),
    ];
    console.log(`${name.padEnd(13)} ${cells.join(' ')}`);
  }
}

async function openWebSocket(address: string): Promise<Socket> {
  const outgoing = request(address, { headers: webSocketRequest });
  outgoing.end();
  const [, socket] = (await once(outgoing, 'upgrade')) as [unknown, Socket];
  socket.on('error', () => {});
  return socket;
}

/** Milliseconds of each of ten switches and two rollbacks. */
async function switchOnAndOn(service: SlotService): Promise<number[]> {
  const times: number[] = [];
  for (let step = 0; step < 12; step++) {
    await delay(700);
    const started = performance.now();
    await (step % 6 === 5 ? service.rollback() : service.switch());
    times.push(performance.now() - started);
  }
  return times;
}

async function switchUnderLoad(router: RouterName, service: SlotService): Promise<void> {
  const routed = await service.address();
  const sockets = await Promise.all(Array.from({ length: webSockets }, () => openWebSocket(routed)));
  const closed = Promise.all(sockets.map((socket) => once(socket.resume(), 'close')));
  const switching = switchOnAndOn(service);
  const result = await steadyLoad(routed, perSecond, Promise.all([switching, closed]));
  const times = await switching;
  console.log(
    `\n${router}: 10 switches and 2 rollbacks during ${result.sent} requests at ${result.perSecond.toFixed(0)}/s: ` +
      `${result.failed} failed or dropped; p99 ${result.p99.toFixed(2)} ms; ${webSockets} WebSockets drained; ` +
      `a switch took ${median(times).toFixed(0)} ms (longest ${Math.max(...times).toFixed(0)} ms)`,
  );
  if (result.failed > 0) process.exitCode = 1;
}

const services = new Map<RouterName, SlotService>();
try {
  const bare = haproxyMissing() === undefined;
  for (const router of bare ? (['embedded', 'haproxy'] as const) : (['embedded'] as const))
    services.set(router, await SlotService.start(await makeSlotRepository(drainSeconds, { router })));
  const direct = (await services.get('embedded')?.slotAddress('a')) ?? '';
  const haproxy = await startHaproxy(direct);
  const peers: Record<string, Peer> = { direct: { address: direct } };
  for (const [router, service] of services)
    peers[router] = { address: await service.address(), pid: await service.routerPid() };
  await compareLatency({ ...peers, ...(haproxy ? { 'bare HAProxy': haproxy } : {}) });
  await haproxy?.stop();
  for (const [router, service] of services) await switchUnderLoad(router, service);
} finally {
  for (const service of services.values()) await service.stop();
}
