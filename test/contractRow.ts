import type { Contract } from '../server/protocol/contracts.ts';

/** A contract's row for tests: 100 points, nothing credited, no tasks. */
export function contractRow(id: string, changes: Partial<Contract> = {}): Contract {
  return {
    id,
    title: 'Work',
    total: 100,
    credited: 0,
    remaining: 100,
    source: 'ledger',
    claimed: null,
    problem: null,
    credits: [],
    held: 0,
    scope: 0,
    tasks: { open: 0, working: 0, waiting: 0, completed: 0, credited: 0, ended: 0 },
    parties: [],
    deadline: null,
    closed: null,
    version: 1,
    ...changes,
  };
}
