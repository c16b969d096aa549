import type { Agent } from '../../../server/protocol/agents.ts';
import type { Lease } from '../../../server/protocol/leases.ts';
import type { Task } from '../../../server/protocol/tasks.ts';
import type { LiveStore, StoreChange } from '../../infrastructure/liveStore.ts';
import { naturalOrder } from '../naturalOrder.ts';
import { RowsBy } from '../rowsBy.ts';

const byHolder = new RowsBy('leases', ({ holder }) => holder);
const byAssignee = new RowsBy('tasks', (task) => (isUnderWay(task) ? task.assignee : null));

/** The leases an agent holds or waits for. */
export function leasesOf({ id }: Agent, store: LiveStore): readonly Lease[] {
  return byHolder.of(id, store).toSorted((a, b) => naturalOrder(a.subject, b.subject));
}

/** The tasks an agent has that are not over. */
export function tasksUnderWay({ id }: Agent, store: LiveStore): readonly Task[] {
  return byAssignee.of(id, store).toSorted((a, b) => naturalOrder(a.id, b.id));
}

/** Agents whose rows a change of leases or tasks shows anew. */
export function relatedAgents(change: StoreChange, store: LiveStore): Set<string> {
  return new Set([...byHolder.touched(change, store), ...byAssignee.touched(change, store)]);
}

/** Most rows whose ages are shown anew at a time: each is drawn by the editor. */
const mostAging = 300;

/** Agents whose rows say how long they have been silent; those that are late first. */
export function agingAgents(store: LiveStore): string[] {
  const agents = [...store.rows('agents').values()].filter(({ lastSeen, health }) => {
    return lastSeen !== null && health !== 'ended';
  });
  const late = agents.filter(({ health }) => health !== 'fresh');
  const fresh = agents.filter(({ health }) => health === 'fresh');
  return [...late, ...fresh].slice(0, mostAging).map(({ id }) => id);
}

/** Whether a task is neither settled nor ended. */
function isUnderWay({ state }: Task): boolean {
  return state === 'working' || state === 'input-required';
}
