import type { Task } from '../server/protocol/tasks.ts';

/** A task's row for tests: open, in the pool. */
export function taskRow(contract: string, task: string, changes: Partial<Task> = {}): Task {
  return {
    id: `${contract}/${task}`,
    contract,
    task,
    title: 'Split the core',
    points: 10,
    priority: 'normal',
    files: [],
    requires: [],
    state: 'submitted',
    assignee: null,
    attempt: 0,
    evidence: [],
    credited: false,
    disputed: false,
    source: 'ledger',
    phantom: null,
    version: 2,
    stage: 'open',
    since: '2026-11-21T08:00:00.000Z',
    note: null,
    proof: [],
    fence: null,
    ...changes,
  };
}
