import type { Agent } from '../../../protocol/agents.ts';
import type { Task } from '../../../protocol/tasks.ts';
import { absenceOf } from '../failover/agentAbsence.ts';
import { needsWorker } from '../failover/agentHoldings.ts';
import type { HeldLease } from '../leases/leaseBook.ts';

/** Where an open task waits; each is in exactly one of them. */
export const taskQueues = ['pool', 'agent', 'waiting-for-input', 'verification'] as const;
export type TaskQueue = (typeof taskQueues)[number];

const queueOfStage: Readonly<Record<Task['stage'], TaskQueue | undefined>> = {
  open: 'pool',
  claimed: 'agent',
  asking: 'waiting-for-input',
  unproven: 'waiting-for-input',
  disputed: 'waiting-for-input',
  verifying: 'verification',
  verified: 'verification',
  crediting: 'verification',
  credited: undefined,
  failed: undefined,
  canceled: undefined,
  rejected: undefined,
};

/** The queue of a task; undefined where it is over. */
export function queueOf({ stage }: Pick<Task, 'stage'>): TaskQueue | undefined {
  return queueOfStage[stage];
}

/** What else is known of a task. */
export interface TaskSurroundings {
  /** Its assignee, where that is an agent. */
  readonly agent: Agent | undefined;
  /** Leases on the task itself, and those that are held for it. */
  readonly leases: readonly HeldLease[];
}

/** Why a task is in no queue or in more than one, or in one that nobody works off: a sentence; undefined where all is well. */
export function strandedBy(task: Task, { agent, leases }: TaskSurroundings): string | undefined {
  const { id, stage, assignee } = task;
  if (queueOf(task) === undefined) return undefined;
  if (stage === 'open' && assignee !== null)
    return `${id} is in the pool and with ${assignee} at once: give it back with swarm contracts release ${id}.`;
  if (stage !== 'open' && assignee === null)
    return `${id} is ${stage}, but nobody has it: give it back with swarm contracts release ${id}.`;
  const other = leases.find(({ holder }) => holder !== assignee);
  if (other) {
    const whose = assignee === null ? 'in the pool' : `with ${assignee}`;
    return `${id} is ${whose}, but ${other.holder} holds a lease on it: release it with swarm leases release ${other.id}.`;
  }
  const absence = agent && needsWorker.has(stage) ? absenceOf(agent) : undefined;
  if (!absence || !agent) return undefined;
  return `${id} waits for ${agent.id}, which ${absence.why}: give it back with swarm contracts release ${id}.`;
}
