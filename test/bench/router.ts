// Requests through both routers beside a direct connection, a bare HAProxy and the least proxy on node:http, then ten switches
// and two rollbacks of each under load.
// `router.ts [requests per second] [rounds]`.
import { once } from 'node:events';
import { request } from 'node:http';
import type { Socket } from 'node:net';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { haproxyMissing } from '../../scripts/haproxyPackage.ts';
import type { RouterName } from '../../server/protocol/configuration/routerConfiguration.ts';
import { webSocketRequest } from '../infrastructure/deployments/router/webSocketHandshake.ts';
import { startHaproxy } from './haproxy.ts';
import { cpuSecondsOf, ServerProcess } from './serverProcess.ts';
import { makeSlotRepository } from './slotApplication.ts';
import { SlotService } from './slotService.ts';
import { type SteadyResult, steadyLoad } from './steadyLoad.ts';

const perSecond = Number(process.argv[2] ?? 1000);
const rounds = Number(process.argv[3] ?? 24);
/** So short that what else the machine does falls on few of them, and on all who are measured alike. */
const roundMilliseconds = 500;
/** Until what is measured is compiled. */
const warmUpMilliseconds = 5000;
// Shorter than the time between two switches: traffic that is back before it is over closes no WebSocket.
const drainSeconds = 0.3;
const webSockets = 20;

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Who answers where. */
interface Peer {
  readonly address: string;
  /** CPU time of the process between so far; none for a direct connection. */
  cpuSeconds?(): Promise<number>;
}

interface Round extends SteadyResult {
  /** Milliseconds by which the slowest hundredth is later than that of the direct connection just before. */
  readonly added: number;
  /** Seconds of the process between. */
  readonly cpu: number;
}

async function compareLatency(peers: Readonly<Record<string, Peer>>): Promise<void> {
  const results = new Map<string, Round[]>();
  for (const { address } of Object.values(peers))
    await steadyLoad(address, perSecond, delay(warmUpMilliseconds));
  for (let round = 0; round < rounds; round++) {
    let direct: number | undefined;
    for (const [name, { address, cpuSeconds }] of Object.entries(peers)) {
      const before = await cpuSeconds?.();
      const result = await steadyLoad(address, perSecond, delay(roundMilliseconds));
      const cpu = ((await cpuSeconds?.()) ?? 0) - (before ?? 0);
      direct ??= result.p99;
      results.set(name, [...(results.get(name) ?? []), { ...result, cpu, added: result.p99 - direct }]);
    }
  }
  console.log(`${rounds} rounds of ${roundMilliseconds} ms each, medians:`);
  print(results, [...results.values()][0]?.map((_, round) => round) ?? []);
  const quiet = quietRounds(results.get('direct') ?? []);
  console.log(`the ${quiet.length} rounds in which the direct connection was quickest, medians:`);
  print(results, quiet);
}

/** The quarter in which the machine was the least busy with other things, as the direct connection tells. */
function quietRounds(direct: readonly Round[]): number[] {
  const byQuiet = direct.map(({ p99 }, round) => ({ p99, round })).sort((a, b) => a.p99 - b.p99);
  return byQuiet.slice(0, Math.ceil(direct.length / 4)).map(({ round }) => round);
}

function print(results: ReadonlyMap<string, readonly Round[]>, chosen: readonly number[]): void {
  console.log(`${''.padEnd(15)} requests/s    failed    p50 ms    p99 ms  added p99 ms  CPU us/request`);
  for (const [name, all] of results) {
    const some = chosen.flatMap((round) => all[round] ?? []);
    const sum = (key: keyof Round) => some.reduce((total, round) => total + round[key], 0);
    const middle = (key: keyof Round) => median(some.map((round) => round[key]));
    const cells = [
      middle('perSecond').toFixed(0).padStart(8),
      String(sum('failed')).padStart(9),
      middle('p50').toFixed(2).padStart(9),
      middle('p99').toFixed(2).padStart(9),
      middle('added').toFixed(2).padStart(13),
      ((sum('cpu') / sum('sent')) * 1e6).toFixed(0).padStart(15),
    ];
    console.log(`${name.padEnd(15)} ${cells.join(' ')}`);
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
  const proxy = await ServerProcess.start(path.join(import.meta.dirname, 'bareProxy.ts'), direct);
  const peers: Record<string, Peer> = { direct: { address: direct } };
  for (const [router, service] of services) {
    const pid = (await service.routerPid()) ?? 0;
    peers[router] = { address: await service.address(), cpuSeconds: () => cpuSecondsOf(pid) };
  }
  const bareHaproxy = haproxy && { address: haproxy.address, cpuSeconds: () => cpuSecondsOf(haproxy.pid) };
  const bareProxy = { address: proxy.address, cpuSeconds: () => proxy.cpuSeconds() };
  await compareLatency({
    ...peers,
    ...(bareHaproxy ? { 'bare HAProxy': bareHaproxy } : {}),
    'bare node:http': bareProxy,
  });
  await haproxy?.stop();
  await proxy.stop();
  for (const [router, service] of services) await switchUnderLoad(router, service);
} finally {
  for (const service of services.values()) await service.stop();
}
