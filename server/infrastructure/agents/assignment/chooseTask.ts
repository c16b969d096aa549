import type { Task } from '../../../protocol/tasks.ts';

/** A day in the pool lifts a task by one step of priority, so that none waits for ever. */
const liftMilliseconds = 86_400_000;
const ranks: Readonly<Record<Task['priority'], number>> = { low: 0, normal: 1, high: 2, urgent: 3 };
const mostUrgent = ranks.urgent;

/**
 * Tasks of the pool in the order in which they are to be worked on: by priority and waiting time; then those of
 * contracts that fewest work on; then those that need most abilities, because fewest agents can do them.
 */
export function inOrderOfWork(pool: readonly Task[], all: readonly Task[], now: number): Task[] {
  const busy = new Map<string, number>();
  for (const { contract, state } of all)
    if (state === 'working') busy.set(contract, (busy.get(contract) ?? 0) + 1);
  const ranked = pool.map((task) => ({ task, rank: rankOf(task, now) }));
  const sorted = ranked.sort(
    ({ task: first, rank }, { task: second, rank: other }) =>
      other - rank ||
      (busy.get(first.contract) ?? 0) - (busy.get(second.contract) ?? 0) ||
      second.requires.length - first.requires.length ||
      compare(first.since, second.since) ||
      compare(first.id, second.id),
  );
  return sorted.map(({ task }) => task);
}

function rankOf({ priority, since }: Task, now: number): number {
  const waited = Math.max(0, Math.floor((now - Date.parse(since)) / liftMilliseconds));
  return Math.min(ranks[priority] + waited, mostUrgent);
}

function compare(first: string, second: string): number {
  return first < second ? -1 : Number(first > second);
}
