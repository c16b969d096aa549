// Requests per CPU second of the API beside a bare node:http server, in alternating rounds. `api.ts [seconds] [rounds]`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type BenchedService, makeAgents, startBare, startService } from './benchedService.ts';
import { agentCount, drive, type Load, type LoadResult } from './httpLoad.ts';
import type { ServerProcess } from './serverProcess.ts';

interface Round extends LoadResult {
  readonly perCpuSecond: number;
}

const seconds = Number(process.argv[2] ?? 3);
const rounds = Number(process.argv[3] ?? 5);

async function measure(server: ServerProcess, load: Load): Promise<Round> {
  const before = await server.cpuSeconds();
  const result = await drive(load, seconds);
  const cpu = (await server.cpuSeconds()) - before;
  if (result.errors > 0) console.log(`${result.errors} of ${result.requests} requests failed`);
  return { ...result, perCpuSecond: result.requests / cpu };
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function print(title: string, of: readonly Round[], bare: readonly Round[]): void {
  const figure = (key: keyof Round, among = of) => median(among.map((round) => round[key]));
  const cells = [
    title.padEnd(34),
    figure('perSecond').toFixed(0).padStart(10),
    figure('perCpuSecond').toFixed(0).padStart(14),
    figure('p50').toFixed(2).padStart(9),
    figure('p99').toFixed(2).padStart(9),
    `${((100 * figure('perCpuSecond')) / figure('perCpuSecond', bare)).toFixed(0)} %`.padStart(9),
    `${(figure('p99') / figure('p99', bare)).toFixed(1)}x`.padStart(9),
  ];
  console.log(cells.join(' '));
}

async function compare(bare: ServerProcess, reading: BenchedService, writing: BenchedService): Promise<void> {
  const headers = { authorization: `Bearer ${reading.api.token}` };
  const writingHeaders = {
    authorization: `Bearer ${writing.api.token}`,
    'content-type': 'application/json',
    'swarm-actor': 'bench',
  };
  const results = { bare: [] as Round[], read: [] as Round[], write: [] as Round[] };
  for (let round = -1; round < rounds; round += 1) {
    const agents = `r${Date.now().toString(36)}-`;
    await makeAgents(writing.api, agents, agentCount);
    const one = {
      bare: await measure(bare, { address: bare.address, headers }),
      read: await measure(reading.process, { address: reading.api.address, headers }),
      write: await measure(writing.process, {
        address: writing.api.address,
        headers: writingHeaders,
        agents,
      }),
    };
    // The first round warms the processes up.
    if (round >= 0) for (const name of ['bare', 'read', 'write'] as const) results[name].push(one[name]);
  }
  printTable(results);
}

function printTable(results: Readonly<Record<'bare' | 'read' | 'write', readonly Round[]>>): void {
  const titles = ['requests/s', 'per CPU second', '   p50 ms', '   p99 ms', '  of bare', '   p99 to'];
  console.log([''.padEnd(34), ...titles].join(' '));
  print('bare node:http, same bytes', results.bare, results.bare);
  print('GET /v1/agents, 8 rows', results.read, results.bare);
  print('POST transition, durable', results.write, results.bare);
}

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-'));
const servers: ServerProcess[] = [];
try {
  const [reading, writing] = [
    await startService(path.join(folder, 'reading')),
    await startService(path.join(folder, 'writing')),
  ];
  servers.push(reading.process, writing.process);
  await makeAgents(reading.api, 'Agent-', 8);
  const bare = await startBare(reading.api);
  servers.push(bare);
  await compare(bare, reading, writing);
} finally {
  for (const server of servers) await server.stop();
  await rm(folder, { recursive: true, force: true });
}
