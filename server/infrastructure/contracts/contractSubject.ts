import type { Credit } from '../../protocol/contracts.ts';
import type { SwarmEvent } from '../../protocol/events.ts';
import type { Subject } from '../events/subject.ts';
import { layeredGet, layeredSet } from '../layeredMap.ts';
import { posted } from './books.ts';
import { progressed } from './contractProgress.ts';
import { type ContractState, type OpenedContract, openedContract } from './contractState.ts';
import { entryOf } from './journal.ts';
import { taskAfter } from './taskAfter.ts';

/** Credits that the state keeps whole; the journal has them all. */
const keptCredits = 20;

/** Streams `contract/<id>`: a contract, its tasks and every entry of its journal. */
export const contractSubject: Subject<ContractState> = {
  name: 'contract',
  schema: 2,
  initial: { opened: false },
  evolve(state, event) {
    const base = opens(event) ? opened(event) : state;
    if (!base.opened) return base;
    const entry = entryOf(event);
    const moved = entry ? { ...base, books: posted(base.books, entry.postings) } : base;
    return withCredit(changed(moved, event), event);
  },
};

function opens({ type }: SwarmEvent): boolean {
  return type === 'contract.created' || type === 'contract.imported';
}

function opened({ data }: SwarmEvent): OpenedContract {
  return openedContract({
    title: String(data['title']),
    source: typeof data['source'] === 'string' ? data['source'] : 'ledger',
    // Logs of earlier versions have neither.
    parties: Array.isArray(data['parties']) ? data['parties'].map(String) : [],
    deadline: typeof data['deadline'] === 'string' ? data['deadline'] : null,
  });
}

function changed(state: OpenedContract, event: SwarmEvent): OpenedContract {
  const { type, data } = event;
  if (type.startsWith('task.')) return withTask(state, event);
  switch (type) {
    case 'contract.amended': {
      const { title, parties, deadline } = data as Partial<OpenedContract>;
      return {
        ...state,
        title: title ?? state.title,
        parties: parties ?? state.parties,
        deadline: deadline === undefined ? state.deadline : deadline,
      };
    }
    case 'contract.closed':
      return { ...state, closed: String(data['reason']) };
    case 'contract.reopened':
      return { ...state, closed: null };
    default:
      return state;
  }
}

function withTask(state: OpenedContract, event: SwarmEvent): OpenedContract {
  const id = String(event.data['task']);
  const before = layeredGet(state.tasks, id);
  const task = taskAfter(before, event);
  if (task === undefined) return state;
  const progress = progressed(state.progress, before, task);
  return { ...state, progress, tasks: layeredSet(state.tasks, id, task) };
}

/** Credits as the row shows them, and what of them can be taken back. */
function withCredit(state: OpenedContract, event: SwarmEvent): OpenedContract {
  switch (event.type) {
    case 'points.credited':
      return credited(state, event, true);
    case 'task.credited':
      return credited(state, event, false);
    case 'points.reversed':
      return uncredited(state, event, Number(event.data['reverses']));
    case 'task.reversed':
      return uncredited(state, event, undefined);
    case 'task.resolved':
      return event.data['credit'] === true ? uncredited(state, event, undefined) : state;
    default:
      return state;
  }
}

function credited(state: OpenedContract, event: SwarmEvent, direct: boolean): OpenedContract {
  const { data, seq, actor, time } = event;
  const agent = String(data['agent']);
  const points = Number(data['points']);
  const task = typeof data['task'] === 'string' ? data['task'] : null;
  const credit: Credit = {
    ...{ seq, agent, points, reason: String(data['reason']), actor, time },
    ...{ task, reversed: false },
  };
  return {
    ...counted(state, agent, 1),
    newestCredits: [...state.newestCredits, credit].slice(-keptCredits),
    directCredits: direct
      ? layeredSet(state.directCredits, seq, { agent, points, reversed: false })
      : state.directCredits,
  };
}

function uncredited(state: OpenedContract, { data }: SwarmEvent, entry: number | undefined): OpenedContract {
  if (typeof data['agent'] !== 'string') return state;
  const direct = entry === undefined ? undefined : layeredGet(state.directCredits, entry);
  const isMeant = (credit: Credit) =>
    entry === undefined ? credit.task === data['task'] && !credit.reversed : credit.seq === entry;
  return {
    ...counted(state, data['agent'], -1),
    newestCredits: state.newestCredits.map((one) => (isMeant(one) ? { ...one, reversed: true } : one)),
    directCredits:
      entry === undefined || direct === undefined
        ? state.directCredits
        : layeredSet(state.directCredits, entry, { ...direct, reversed: true }),
  };
}

function counted(state: OpenedContract, agent: string, by: 1 | -1): OpenedContract {
  const present = layeredGet(state.creditCounts, agent) ?? 0;
  return { ...state, creditCounts: layeredSet(state.creditCounts, agent, present + by) };
}
