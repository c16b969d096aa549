import { type ContractState, totalOf } from '../../../server/infrastructure/contracts/contractState.ts';
import { contractSubject } from '../../../server/infrastructure/contracts/contractSubject.ts';
import type { SwarmEvent } from '../../../server/protocol/events.ts';

/** Events of the stream of a contract, a minute apart. */
export function eventsOf(
  contract: string,
  drafts: readonly (readonly [type: string, data: Record<string, unknown>])[],
): SwarmEvent[] {
  return drafts.map(([type, data], index) => ({
    seq: index + 1,
    version: index + 1,
    stream: `contract/${contract}`,
    type,
    data,
    actor: 'ada',
    hash: '',
    time: new Date(Date.UTC(2026, 0, 1, 0, index)).toISOString(),
  }));
}

/** The state after events. */
export function stateAfter(events: readonly SwarmEvent[]): ContractState {
  return events.reduce((state, event) => contractSubject.evolve(state, event), contractSubject.initial);
}

/** Budget, held and earned points of a state. */
export function pointsOf(state: ContractState): Record<'total' | 'budget' | 'held' | 'earned', number> {
  if (!state.opened) return { total: 0, budget: 0, held: 0, earned: 0 };
  const { budget, held, earned } = state.books.sums;
  return { total: totalOf(state), budget, held, earned };
}

/** What adds a task. */
export function taskAdded(task: string, points: number): readonly [string, Record<string, unknown>] {
  const lists = { files: [], requires: [], proof: [] };
  return ['task.added', { task, title: task, points, priority: 'normal', source: 'ledger', ...lists }];
}
