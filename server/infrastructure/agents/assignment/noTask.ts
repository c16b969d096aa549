import type { Agent } from '../../../protocol/agents.ts';
import type { Assignment } from '../../../protocol/assignment.ts';
import type { Task } from '../../../protocol/tasks.ts';
import { lackedBy } from './agentFitness.ts';

/** What was looked at in vain. */
export interface VainSearch {
  readonly pool: readonly Task[];
  readonly fitting: readonly Task[];
  /** Agents that hold files of tasks that would fit. */
  readonly held: ReadonlySet<string>;
  /** Why the ledger did not give the first one that was asked for. */
  readonly refused: string | undefined;
}

/** @param why a sentence */
export function noTask(why: string): Assignment {
  return { task: null, leases: [], why };
}

/** Why an agent gets nothing though it may have a task. */
export function whyNoTask(agent: Agent, { pool, fitting, held, refused }: VainSearch): string {
  if (pool.length === 0) return 'No task is in the pool.';
  if (fitting.length === 0) {
    const lacked = new Set(pool.flatMap((task) => lackedBy(agent, task)));
    return `No task in the pool is for ${agent.id}: what is there requires ${[...lacked].sort().join(', ')}.`;
  }
  if (refused !== undefined) return refused;
  if (held.size > 0)
    return `${[...held].sort().join(', ')} ${held.size === 1 ? 'holds' : 'hold'} files of what ${agent.id} could do: ask again later.`;
  return `Others are claiming what ${agent.id} could do at this moment: ask again.`;
}
