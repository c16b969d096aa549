import type { Task } from '../../protocol/tasks.ts';
import type { CommandMeta } from '../events/subject.ts';
import { isWorkOf } from '../failover/agentHoldings.ts';

const remembered = 10_000;

/**
 * What was given to whom under which idempotency key. A choice takes several steps, each of which is decided by itself:
 * the key is for all of them, so that sent again the request gets what it got.
 */
export class GivenTasks {
  readonly #given = new Map<string, { readonly task: string; readonly agent: string }>();

  remember({ idempotency }: CommandMeta, task: string, agent: string): void {
    if (!idempotency) return;
    this.#given.set(idempotency.key, { task, agent });
    const [oldest] = this.#given.keys();
    if (this.#given.size > remembered && oldest !== undefined) this.#given.delete(oldest);
  }

  /** The task that the request got before, while the agent works on it. */
  again({ idempotency }: CommandMeta, tasks: readonly Task[]): { task: Task; agent: string } | undefined {
    const given = idempotency && this.#given.get(idempotency.key);
    const task = given && tasks.find(({ id }) => id === given.task);
    return task && isWorkOf(task, given.agent) ? { task, agent: given.agent } : undefined;
  }
}

/** Who asks, without the key of the whole request. */
export function stepOf({ actor, role }: CommandMeta): CommandMeta {
  return role === undefined ? { actor } : { actor, role };
}
