import type { Credit } from '../../protocol/contracts.ts';
import type { SwarmEvent } from '../../protocol/events.ts';
import { layeredGet, layeredSet } from '../collections/layeredMap.ts';
import type { Subject } from '../events/subject.ts';
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
  schema: 4,
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

/** Credits as the row shows them, and which of them were taken back. */
function withCredit(state: OpenedContract, event: SwarmEvent): OpenedContract {
  switch (event.type) {
    case 'points.credited':
    case 'task.credited':
      return credited(state, event);
    case 'points.reversed': {
      const entry = Number(event.data['reverses']);
      const reversed = layeredSet(state.reversed, entry, true);
      return uncredited({ ...state, reversed }, event, ({ seq }) => seq === entry);
    }
    case 'task.reversed':
      return uncredited(state, event, ({ task }) => task === event.data['task']);
    case 'task.resolved':
      return event.data['credit'] === true
        ? uncredited(state, event, ({ task }) => task === event.data['task'])
        : state;
    default:
      return state;
  }
}

function credited(state: OpenedContract, { data, seq, actor, time }: SwarmEvent): OpenedContract {
  const agent = String(data['agent']);
  const credit: Credit = {
    seq,
    agent,
    points: Number(data['points']),
    reason: String(data['reason']),
    actor,
    time,
    task: typeof data['task'] === 'string' ? data['task'] : null,
    reversed: false,
  };
  const newestCredits = [...state.newestCredits.slice(1 - keptCredits), credit];
  return { ...counted(state, agent, 1), newestCredits };
}

function uncredited(
  state: OpenedContract,
  { data }: SwarmEvent,
  isMeant: (credit: Credit) => boolean,
): OpenedContract {
  if (typeof data['agent'] !== 'string') return state;
  const newestCredits = state.newestCredits.map((one) => (isMeant(one) ? { ...one, reversed: true } : one));
  return { ...counted(state, data['agent'], -1), newestCredits };
}

function counted(state: OpenedContract, agent: string, by: 1 | -1): OpenedContract {
  const present = layeredGet(state.creditCounts, agent) ?? 0;
  return { ...state, creditCounts: layeredSet(state.creditCounts, agent, present + by) };
}
