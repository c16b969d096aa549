// The service with ten thousand agents, one in twenty-five of whose status files is broken: its start beside reading and
// parsing the same files, and what a heartbeat and a durable transition take. `agents.ts [agents] [requests]`.
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { callApi } from '../../server/protocol/apiClient.ts';
import type { ServiceFile } from '../../server/protocol/serviceFile.ts';
import { startService } from './benchedService.ts';

const agents = Number(process.argv[2] ?? 10_000);
const requests = Number(process.argv[3] ?? 2000);
const writers = 100;

/** As agents write them: about a kilobyte. */
function statusText(n: number): string {
  const status = {
    agent_id: `Agent-${n}`,
    agent_name: `Agent ${n}`,
    status: 'ACTIVE_AGENT_MODE',
    current_mission: 'Bring the reports in line with the repository',
    last_updated: '2026-11-21 08:00:00',
    current_tasks: ['Read the reports', 'Count the lines'],
    completed_tasks: Array.from({ length: 8 }, (_, index) => `Task ${index}: ${'done '.repeat(10)}`),
    next_actions: ['Tell the captain'],
  };
  const text = JSON.stringify(status, null, 2);
  return n % 25 === 0 ? text.replace('",\n', '"\n') : text;
}

function writeAgents(folder: string): void {
  for (let n = 0; n < agents; n++) {
    const workspace = path.join(folder, 'agent_workspaces', `Agent-${n}`);
    mkdirSync(workspace, { recursive: true });
    writeFileSync(path.join(workspace, 'status.json'), statusText(n));
  }
}

function parseAll(folder: string): void {
  const root = path.join(folder, 'agent_workspaces');
  let broken = 0;
  for (const name of readdirSync(root)) {
    try {
      JSON.parse(readFileSync(path.join(root, name, 'status.json'), 'utf8'));
    } catch {
      broken += 1;
    }
  }
  console.log(`${broken} of ${agents} status files do not parse`);
}

async function timed(work: () => unknown): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function print(title: string, ...cells: readonly (number | string)[]): void {
  const shown = cells.map((cell) => (typeof cell === 'number' ? cell.toFixed(2) : cell).padStart(9));
  console.log(`${title.padEnd(56)} ${shown.join(' ')}`);
}

function quantiles(title: string, times: readonly number[], limit: string): void {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  print(title, at(0.5), at(0.99), limit);
}

async function start(folder: string) {
  const began = performance.now();
  const service = await startService(folder);
  const rows = await callApi(service.api, 'listAgents');
  print(`start until ${rows.length} agents are listed, ms`, performance.now() - began);
  print('  its CPU time, ms', (await service.process.cpuSeconds()) * 1000);
  return service;
}

const agent = (n: number) => ({ params: { agent: `Agent-${n % agents}` } });

/** @returns how many */
async function heartbeats(api: ServiceFile): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < requests; n++)
    times.push(await timed(() => callApi(api, 'heartbeat', { ...agent(n * 7), body: { load: 0.5 } })));
  quantiles('heartbeat, one after the other', times, '');
  return times.length;
}

/** A move there and back in turns: `active` and `process` lead to each other. */
function move(api: ServiceFile, n: number, round: number): Promise<number> {
  const to = round % 2 === 0 ? 'process' : 'active';
  return timed(() => callApi(api, 'transitionAgent', { ...agent(n), body: { to } }));
}

/** @returns how many */
async function transitions(api: ServiceFile): Promise<number> {
  const alone: number[] = [];
  for (let round = 0; round < requests; round++) alone.push(await move(api, 1, round));
  quantiles('durable transition, one after the other', alone, '5 median');
  const together: number[] = [];
  const rounds = Math.ceil(requests / writers);
  const write = async (n: number) => {
    for (let round = 0; round < rounds; round++) {
      // Each writer some ten times a second, as agents that are at work.
      const pause = new Promise((resolve) => setTimeout(resolve, 100));
      together.push(await move(api, n, round));
      await pause;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, index) => write(index + 10)));
  quantiles(`durable transition, ${writers} agents at once`, together, '50 p99');
  return alone.length + together.length;
}

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-'));
try {
  const repository = path.join(folder, 'repository');
  execFileSync('git', ['init', '--quiet', repository]);
  writeAgents(repository);
  print('reading and JSON.parse alone, ms', await timed(() => parseAll(repository)));
  const { process: server, api } = await start(repository);
  print('', 'p50 ms', 'p99 ms', 'limit');
  for (const work of [heartbeats, transitions]) {
    const before = await server.cpuSeconds();
    const done = await work(api);
    print('  CPU time of the service for each, ms', ((await server.cpuSeconds()) - before) * (1000 / done));
  }
  await server.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
