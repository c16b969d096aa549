import type { Agent } from '../../../protocol/agents.ts';
import type { Task } from '../../../protocol/tasks.ts';
import { absenceOf } from '../failover/agentAbsence.ts';
import { isWorkOf, needsWorker } from '../failover/agentHoldings.ts';

/** Why an agent gets no new task now: a sentence; undefined where it may have one. */
export function unavailability(
  agent: Agent,
  tasks: readonly Task[],
  tasksPerAgent: number,
): string | undefined {
  const absence = absenceOf(agent);
  if (absence) return `${agent.id} ${absence.why}: it gets no task.`;
  if (agent.draining) return `${agent.id} is draining: it finishes what it has and gets no new task.`;
  if (agent.load !== null && agent.load >= 1) return `${agent.id} reports a full load and gets no new task.`;
  const own = workOf(agent.id, tasks);
  if (own.length < tasksPerAgent) return undefined;
  const which = own.map(({ id }) => id).join(', ');
  return `${agent.id} works on ${which} already: hand it in or give it back first.`;
}

/** The tasks that wait for the work of an agent. */
export function workOf(agent: string, tasks: readonly Task[]): Task[] {
  return tasks.filter((task) => isWorkOf(task, agent));
}

/** What a task requires and the agent does not say it can. */
export function lackedBy(
  { capabilities }: Pick<Agent, 'capabilities'>,
  { requires }: Pick<Task, 'requires'>,
): string[] {
  const able = new Set(capabilities.map((one) => one.toLowerCase()));
  return requires.filter((one) => !able.has(one.toLowerCase()));
}

/** Negative where the first agent should rather get a task than the second: less work, less load, longer without. */
export function byLeastWork(tasks: readonly Task[]): (first: Agent, second: Agent) => number {
  const work = new Map<string, number>();
  const newest = new Map<string, string>();
  for (const { assignee, since, stage } of tasks) {
    if (assignee === null) continue;
    if (needsWorker.has(stage)) work.set(assignee, (work.get(assignee) ?? 0) + 1);
    if (since > (newest.get(assignee) ?? '')) newest.set(assignee, since);
  }
  const worked = ({ id }: Agent) => newest.get(id) ?? '';
  return (first, second) =>
    (work.get(first.id) ?? 0) - (work.get(second.id) ?? 0) ||
    (first.load ?? 0) - (second.load ?? 0) ||
    (worked(first) < worked(second) ? -1 : Number(worked(first) > worked(second))) ||
    (first.id < second.id ? -1 : 1);
}
