// How long an answer of coordination takes until it is durable: a lease beside many others, two agents that want the same
// file, the next task of an agent. `leases.ts [answers]`.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ApiError, callApi } from '../../server/protocol/apiClient.ts';
import type { ServiceFile } from '../../server/protocol/serviceFile.ts';
import { startService } from './benchedService.ts';

const count = Number(process.argv[2] ?? 500);
const limitMilliseconds = 5;

async function times(work: (n: number) => Promise<unknown>): Promise<number[]> {
  const all: number[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await work(n);
    all.push(performance.now() - began);
  }
  return all;
}

function print(title: string, values: readonly number[]): void {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (part: number) => sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN;
  const cells = [0.5, 0.99].map((part) => at(part).toFixed(2).padStart(9));
  console.log(`${title.padEnd(52)} ${cells.join(' ')} ${String(limitMilliseconds).padStart(9)}`);
}

function take(api: ServiceFile, holder: string, subject: string): Promise<{ id: string }> {
  return callApi(api, 'takeLease', { body: { holder, kind: 'paths', subject } });
}

/** Takes and releases beside so many leases of others. */
async function beside(api: ServiceFile, others: number): Promise<void> {
  for (let n = 0; n < others; n += 50)
    await Promise.all(
      Array.from({ length: 50 }, (_, k) => take(api, `Other-${(n + k) % 100}`, `held/${others}/${n + k}/**`)),
    );
  const taken: string[] = [];
  const takes = await times(async (n) => {
    taken.push((await take(api, `Agent-${n % 100}`, `src/module-${n}/*.ts`)).id);
  });
  print(`take a lease beside ${others} of others`, takes);
  const refused = await times(async (n) => {
    await take(api, 'Late', `src/module-${n}/x.ts`).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
  });
  print(`be refused beside ${others} of others`, refused);
  const releases = await times((n) =>
    callApi(api, 'releaseLease', { params: { lease: taken[n] ?? '' }, body: {} }),
  );
  print(`release a lease beside ${others} of others`, releases);
}

async function assignments(api: ServiceFile): Promise<void> {
  await callApi(api, 'createContract', { body: { id: 'C-1', title: 'Measured', total: 1_000_000 } });
  for (let n = 0; n < count + 500; n++) {
    const body = { task: `T-${n}`, title: `Task ${n}`, points: 1, files: [`work/${n}.ts`] };
    await callApi(api, 'addTask', { params: { contract: 'C-1' }, body });
  }
  for (let n = 0; n < count; n++)
    await callApi(api, 'heartbeat', { params: { agent: `Worker-${n}` }, body: {} });
  const next = await times((n) => callApi(api, 'nextTask', { params: { agent: `Worker-${n}` }, body: {} }));
  print(`next task of ${count + 500}: a claim and two leases`, next);
}

const folder = await mkdtemp(path.join(tmpdir(), 'swarm-bench-'));
try {
  const titles = ['p50 ms', 'p99 ms', 'limit ms'].map((title) => title.padStart(9));
  console.log(`${''.padEnd(52)} ${titles.join(' ')}`);
  const { process: server, api } = await startService(path.join(folder, 'repository'));
  await beside(api, 0);
  await beside(api, 1000);
  await assignments(api);
  await server.stop();
} finally {
  await rm(folder, { recursive: true, force: true });
}
