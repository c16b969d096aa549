// A hundred agents that write a thousand requests a second, beside a bare node:http server under the same load, and
// how soon another client sees what they did. `writers.ts [seconds] [requests a second]`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';
import autocannon from 'autocannon';
import { type BenchedService, makeAgents, startBare, startService } from './benchedService.ts';
import type { ServerProcess } from './serverProcess.ts';
import { FollowingClient } from './writers/followingClient.ts';
import { type Refusals, WritingAgent } from './writers/writingAgent.ts';

const agents = 100;
/** Of the agents that warm the server up, and of those that are measured. */
const prefixes = ['Early-', 'Agent-'] as const;
const seconds = Number(process.argv[2] ?? 10);
const perSecond = Number(process.argv[3] ?? 1000);

/** Within a second autocannon sends all it may as fast as it can: groups that start one after the other spread that. */
const groups = 50;

interface Figures {
  readonly perSecond: number;
  /** Milliseconds of every answer, sorted. */
  readonly latencies: readonly number[];
  readonly errors: number;
  readonly cpu: number;
}

interface Run {
  readonly prefix: (typeof prefixes)[number];
  /** Seconds. */
  readonly duration: number;
}

/** Before what is measured: a server that has just started is still being compiled. */
const warming: Run = { prefix: 'Early-', duration: 3 };
const measured: Run = { prefix: 'Agent-', duration: seconds };

async function write(
  server: ServerProcess,
  headers: Record<string, string>,
  refusals: Refusals,
  { prefix, duration }: Run,
): Promise<Figures> {
  const latencies: number[] = [];
  const before = await server.cpuSeconds();
  const results = await Promise.all(
    Array.from({ length: groups }, async (_, group) => {
      await setTimeout((1000 * group) / groups);
      let own = (group * agents) / groups;
      return autocannon({
        url: server.address,
        connections: agents / groups,
        overallRate: perSecond / groups,
        duration,
        headers,
        setupClient: (client) => {
          client.setRequests(new WritingAgent(`${prefix}${own++}`, headers, refusals).requests());
          client.on('response', (_status, _bytes, milliseconds) => latencies.push(milliseconds));
        },
      });
    }),
  );
  const errors = results.reduce((sum, result) => sum + result.errors + result.non2xx, 0);
  const cpu = (await server.cpuSeconds()) - before;
  return { perSecond: latencies.length / duration, latencies: latencies.sort((a, b) => a - b), errors, cpu };
}

async function writeAndFollow({
  process: server,
  api,
}: BenchedService): Promise<readonly [Figures, FollowingClient]> {
  const headers = {
    authorization: `Bearer ${api.token}`,
    'content-type': 'application/json',
    'swarm-actor': 'bench',
  };
  const [follower, ended] = [new FollowingClient(), new AbortController()];
  const following = follower.follow(api, ended.signal);
  const refusals: Refusals = new Map();
  await write(server, headers, refusals, warming);
  follower.delays.length = 0;
  const figures = await write(server, headers, refusals, measured);
  ended.abort();
  await following;
  for (const [body, times] of refusals) console.log(`${times} x ${body}`);
  return [figures, follower];
}

function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
}

function print(title: string, { perSecond: rate, latencies, errors, cpu }: Figures): void {
  const cells = [
    title.padEnd(30),
    rate.toFixed(0).padStart(10),
    ...[0.5, 0.99, 1].map((part) => quantile(latencies, part).toFixed(1).padStart(8)),
    String(errors).padStart(8),
    `${((100 * cpu) / (seconds + 1)).toFixed(0)} %`.padStart(8),
  ];
  console.log(cells.join(' '));
}

function printSeen({ delays, gaps }: FollowingClient): void {
  const sorted = delays.toSorted((a, b) => a - b);
  const [p50, p99] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
  console.log(
    `${sorted.length} transitions seen by another client: p50 ${p50} ms, p99 ${p99} ms after they were sent, ${gaps} gaps`,
  );
}

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-'));
const servers: ServerProcess[] = [];
try {
  const service = await startService(path.join(folder, 'repository'));
  servers.push(service.process);
  for (const prefix of prefixes) await makeAgents(service.api, prefix, agents);
  const bare = await startBare(service.api);
  servers.push(bare);
  const bareHeaders = { 'content-type': 'application/json' };
  await write(bare, bareHeaders, new Map(), warming);
  const bareFigures = await write(bare, bareHeaders, new Map(), measured);
  const [figures, follower] = await writeAndFollow(service);
  const titles = ['requests/s', '  p50 ms', '  p99 ms', '  max ms', '  errors', '     CPU'];
  console.log([''.padEnd(30), ...titles].join(' '));
  print('bare node:http', bareFigures);
  print(`${agents} writing agents, durable`, figures);
  printSeen(follower);
} finally {
  for (const server of servers) await server.stop();
  await rm(folder, { recursive: true, force: true });
}
