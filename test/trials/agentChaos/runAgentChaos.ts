import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { kill } from '../branchChaos/disturbances.ts';
import { MortalService } from '../branchChaos/mortalService.ts';
import { seededRandom } from '../mergeForecast/randomRepository.ts';
import { brokenInvariants } from './brokenInvariants.ts';
import { contracts, govern, isAllDone, openContracts } from './captain.ts';
import { MortalAgents } from './mortalAgents.ts';
import { wholeLog } from './wholeLog.ts';
import { fileOf, WorkRepository } from './workRepository.ts';

export interface AgentChaos {
  /** The `swarm` command. */
  readonly program: string;
  readonly seconds: number;
  readonly seed: number;
  readonly agents: number;
  /** Of each contract. */
  readonly tasks: number;
}

const fineness = 2 ** 24;
/** Time for the last ones to finish once nobody is killed any more. */
const patienceMilliseconds = 180_000;

/** Runs it, lets the agents finish, and tells what happened. */
export async function runAgentChaos({ program, seconds, seed, agents: count, tasks }: AgentChaos) {
  const repository = new WorkRepository(tasks);
  const service = new MortalService(program, repository);
  await service.start();
  const files = Array.from({ length: tasks }, (_, task) => fileOf(task));
  await openContracts(service, files);
  const agents = new MortalAgents(repository, count);
  const end = Date.now() + seconds * 1000;
  const over = () => Date.now() > end;
  let isDone = false;
  const governing = govern(service, chanceOf(seed), () => isDone);
  await Promise.all([agents.decimate(chanceOf(seed + 1), over), kill(service, chanceOf(seed + 2), over)]);
  while (!(await isAllDone(service)) && Date.now() < end + patienceMilliseconds) await sleep(300);
  isDone = true;
  await governing;
  await agents.end();
  await service.end('SIGTERM');
  const events = await wholeLog(path.join(repository.folder, '.git/swarm/events.db'));
  const broken = brokenInvariants(events, agents.acknowledged);
  const { kills, answers } = service;
  const all = {
    tasks: tasks * contracts.length,
    events: events.length,
    acknowledged: agents.acknowledged.length,
  };
  return { folder: repository.folder, kills, agentKills: agents.kills, answers, broken, ...all };
}

function chanceOf(seed: number): () => number {
  const random = seededRandom(seed);
  return () => random(fineness) / fineness;
}
