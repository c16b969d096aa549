// A hundred agents that write a thousand requests a second, beside a bare node:http server under the same load, and
// how soon another client sees what they did. `writers.ts [seconds] [requests a second]`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import autocannon from 'autocannon';
import { type BenchedService, makeAgents, startBare, startService } from './benchedService.ts';
import type { ServerProcess } from './serverProcess.ts';
import { FollowingClient } from './writers/followingClient.ts';
import { type Refusals, WritingAgent } from './writers/writingAgent.ts';

const agents = 100;
const prefix = 'Agent-';
const seconds = Number(process.argv[2] ?? 10);
const perSecond = Number(process.argv[3] ?? 1000);

type Figures = Awaited<ReturnType<typeof autocannon>> & { readonly cpu: number };

async function write(
  server: ServerProcess,
  headers: Record<string, string>,
  refusals: Refusals,
): Promise<Figures> {
  let connected = 0;
  const before = await server.cpuSeconds();
  const result = await autocannon({
    url: server.address,
    connections: agents,
    overallRate: perSecond,
    duration: seconds,
    headers,
    setupClient: (client) => {
      const own = connected++;
      client.setRequests(new WritingAgent(`${prefix}${own}`, own, headers, refusals).requests());
    },
  });
  return { ...result, cpu: (await server.cpuSeconds()) - before };
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
  const figures = await write(server, headers, refusals);
  ended.abort();
  await following;
  for (const [body, times] of refusals) console.log(`${times} x ${body}`);
  return [figures, follower];
}

function print(title: string, { requests, latency, errors, non2xx, cpu }: Figures): void {
  const cells = [
    title.padEnd(30),
    requests.average.toFixed(0).padStart(10),
    latency.p50.toFixed(0).padStart(8),
    latency.p99.toFixed(0).padStart(8),
    latency.max.toFixed(0).padStart(8),
    String(errors + non2xx).padStart(8),
    `${((100 * cpu) / seconds).toFixed(0)} %`.padStart(8),
  ];
  console.log(cells.join(' '));
}

function printSeen(follower: FollowingClient): void {
  const sorted = follower.delays.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor(sorted.length * part)] ?? Number.NaN;
  console.log(
    `${sorted.length} transitions seen by another client: p50 ${at(0.5)} ms, p99 ${at(0.99)} ms after they were sent, ${follower.gaps} gaps`,
  );
}

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-'));
const servers: ServerProcess[] = [];
try {
  const service = await startService(path.join(folder, 'repository'));
  servers.push(service.process);
  await makeAgents(service.api, prefix, agents);
  const bare = await startBare(service.api);
  servers.push(bare);
  const bareFigures = await write(bare, { 'content-type': 'application/json' }, new Map());
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
