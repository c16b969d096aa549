// What the service adds to a deployment of a release that is prepared, and how long its operations take.
// `deployments.ts [deployments]`.
import { setTimeout as delay } from 'node:timers/promises';
import { callApi } from '../../server/protocol/apiClient.ts';
import type { Deployment } from '../../server/protocol/deployments.ts';
import { makeSlotRepository } from './slotApplication.ts';
import { SlotService } from './slotService.ts';

const count = Number(process.argv[2] ?? 40);

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function print(title: string, values: readonly number[], limit: number): void {
  const cells = [0.5, 0.99].map((part) => quantile(values, part).toFixed(1).padStart(9));
  console.log(`${title.padEnd(44)} ${cells.join(' ')} ${String(limit).padStart(9)}`);
}

/** Milliseconds of operations of the API. */
const operations: number[] = [];

async function timed<Result>(work: () => Promise<Result>): Promise<Result> {
  const began = performance.now();
  const result = await work();
  operations.push(performance.now() - began);
  return result;
}

/** Asks for a deployment of what runs in the other slot, and waits until it is live. */
async function deploy({ api }: SlotService): Promise<Deployment> {
  const body = { environment: 'production', team: 'web', revision: 'main' };
  const { id } = await timed(() => callApi(api, 'requestDeployment', { body }));
  for (;;) {
    const [row] = await timed(() => callApi(api, 'deployments', { query: { limit: 1 } }));
    if (row?.id === id && row.endedAt !== null) return row;
    await delay(2);
  }
}

/** Time between what is meant and what is done, by the log; without the first one, which starts the router. */
async function switchTimes({ api }: SlotService): Promise<number[]> {
  const stream = 'traffic/production/web';
  const events = await callApi(api, 'history', { query: { stream, limit: 1000 } });
  const times = events.flatMap(({ type, time }, index) => {
    const before = events[index - 1];
    return type === 'traffic.switched' && before ? [Date.parse(time) - Date.parse(before.time)] : [];
  });
  return times.slice(1);
}

const service = await SlotService.start(await makeSlotRepository(1));
try {
  const overheads: number[] = [];
  for (let round = 0; round < count; round++) {
    const began = performance.now();
    const { state, problem } = await deploy(service);
    overheads.push(performance.now() - began);
    if (state !== 'live') throw new Error(`a deployment ended as ${state}: ${problem}`);
  }
  console.log(
    `${'milliseconds'.padEnd(44)} ${['median', 'p99', 'limit'].map((one) => one.padStart(9)).join(' ')}`,
  );
  print(`deploy to live, prepared (${count} deployments)`, overheads, 1000);
  print('switch', await switchTimes(service), 50);
  print(`operation of the API (${operations.length})`, operations, 50);
} finally {
  await service.stop();
}
