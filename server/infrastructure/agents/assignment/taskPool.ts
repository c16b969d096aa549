import type { ClaimTask, ReleaseTask, Task } from '../../../protocol/tasks.ts';
import type { CommandMeta } from '../../events/subject.ts';

/** Names a task of a contract. */
export interface TaskName {
  readonly contract: string;
  readonly task: string;
}

/** What assignment and failover ask of the ledger: it alone decides who has a task. */
export interface TaskPool {
  /** @throws {Refusal} `conflict` where another agent has it, `over-budget`, `not-allowed` */
  claim(name: TaskName, request: ClaimTask, meta: CommandMeta): Promise<Task>;
  /** @throws {Refusal} `conflict` where the attempt is an earlier one */
  release(name: TaskName, request: ReleaseTask, meta: CommandMeta): Promise<Task>;
}

/** `C-1/T-2` as the ledger names it. */
export function taskName(id: string): TaskName {
  const slash = id.indexOf('/');
  return { contract: id.slice(0, slash), task: id.slice(slash + 1) };
}
