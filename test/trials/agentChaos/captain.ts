import { setTimeout as sleep } from 'node:timers/promises';
import type { Task } from '../../../server/protocol/tasks.ts';
import type { MortalService } from '../branchChaos/mortalService.ts';

export const contracts = ['sprint-1', 'sprint-2'] as const;
export const pointsPerTask = 5;

/** Opens the contracts with all their tasks; the points are exactly enough. */
export async function openContracts(service: MortalService, files: readonly string[]): Promise<void> {
  for (const id of contracts) {
    const total = files.length * pointsPerTask;
    const parties: string[] = [];
    await service.call('createContract', { body: { id, title: id, total, parties } });
    for (const [number, file] of files.entries()) {
      const task = { task: `task-${number}`, title: `Divide ${file}`, points: pointsPerTask, files: [file] };
      const body = { ...task, priority: 'normal' as const, requires: [], proof: [] };
      await service.call('addTask', { params: { contract: id }, body });
    }
  }
}

/** Credits what is verified, twice at once as people do, and now and then takes a task from its worker. */
export async function govern(
  service: MortalService,
  chance: () => number,
  over: () => boolean,
): Promise<void> {
  while (!over()) {
    const tasks = await service.call('listTasks');
    if (Array.isArray(tasks)) for (const task of tasks) await judge(service, task, chance);
    await sleep(200);
  }
}

async function judge(
  service: MortalService,
  { contract, task, stage }: Task,
  chance: () => number,
): Promise<void> {
  const params = { contract, task };
  if (stage === 'verified' || stage === 'crediting') {
    const credit = () => service.call('creditTask', { params, body: {} }, 'captain');
    await Promise.all([credit(), credit()]);
  }
  if (stage === 'unproven') await service.call('verifyTask', { params, body: {} }, 'captain');
  if (stage === 'claimed' && chance() < 0.01)
    await service.call('releaseTask', { params, body: { reason: 'taken away', failed: false } }, 'captain');
}

/** Whether nobody has anything left to do. */
export async function isAllDone(service: MortalService): Promise<boolean> {
  const tasks = await service.call('listTasks');
  return Array.isArray(tasks) && tasks.length > 0 && tasks.every(({ credited }) => credited);
}
