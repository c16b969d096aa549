import { setTimeout as sleep } from 'node:timers/promises';
import type { SwarmEvent } from '../../../server/protocol/events.ts';
import { seededRandom } from '../mergeForecast/randomRepository.ts';
import { Agent } from './agent.ts';
import { brokenPromises } from './brokenPromises.ts';
import { ChaosRepository } from './chaosRepository.ts';
import { disturb, kill } from './disturbances.ts';
import { MortalService } from './mortalService.ts';
import { type Chance, Work } from './work.ts';

export interface Chaos {
  /** The `swarm` command as it is built. */
  readonly program: string;
  readonly seconds: number;
  readonly seed: number;
  readonly checkedOut: boolean;
}

const agents = 4;
const fineness = 2 ** 24;

/** Runs it, lets the queue come to its end, and tells what happened. */
export async function runChaos({ program, seconds, seed, checkedOut }: Chaos) {
  const repository = new ChaosRepository(checkedOut);
  const service = new MortalService(program, repository);
  const work = new Work(repository);
  await service.start();
  await allowChecks(service);
  const end = Date.now() + seconds * 1000;
  const over = () => Date.now() > end;
  const chances = Array.from({ length: agents + 2 }, (_, n) => chanceOf(seed * 100 + n));
  const [disturbing = Math.random, killing = Math.random, ...others] = chances;
  await Promise.all([
    ...others.map((chance, n) => new Agent(`agent${n}`, service, work, chance).run(over)),
    disturb({ repository, work, chance: disturbing, checkedOut }, over),
    kill(service, killing, over),
  ]);
  await workedOff(service);
  const events = await history(service);
  await service.end('SIGTERM');
  const { kills, answers } = service;
  const broken = brokenPromises(repository, work, events);
  const { length: commits } = work.committed;
  return { folder: repository.parent, kills, commits, events: counted(events), answers, broken };
}

function chanceOf(seed: number): Chance {
  const random = seededRandom(seed);
  return () => random(fineness) / fineness;
}

async function allowChecks(service: MortalService): Promise<void> {
  const checks = await service.call('queueChecks');
  if (!Array.isArray(checks)) throw new Error('the service does not tell its checks');
  for (const { hash } of checks) await service.call('approveCheck', { body: { hash } });
}

/** Waits until everybody has left the queue and nothing is being pushed. */
async function workedOff(service: MortalService): Promise<void> {
  await service.call('resumeQueue', { body: {} });
  for (;;) {
    const queues = await service.call('listQueue');
    const isBusy =
      Array.isArray(queues) &&
      queues.some(({ entries, push }) => entries.length > 0 || push?.state === 'pushing');
    if (Array.isArray(queues) && !isBusy) return;
    await sleep(500);
  }
}

async function history(service: MortalService): Promise<SwarmEvent[]> {
  const events: SwarmEvent[] = [];
  for (;;) {
    const query = { after: events.at(-1)?.seq ?? 0, limit: 1000 };
    const more = await service.call('history', { query });
    if (!Array.isArray(more) || more.length === 0) return events;
    events.push(...more);
  }
}

function counted(events: readonly SwarmEvent[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  return counts;
}
