import type { Contract } from '../../protocol/contracts.ts';
import type { EventDraft, Subject } from '../events/subject.ts';

export type Credit = Contract['credits'][number];

/** A contract in the ledger. Credited points never exceed the total: decisions see to it. */
export type ContractState =
  | { readonly opened: false }
  | {
      readonly opened: true;
      readonly title: string;
      readonly total: number;
      /** `ledger`, or the place in the repository it was imported from. */
      readonly source: string;
      readonly credited: number;
      readonly credits: readonly Credit[];
    };

export function contractCreated(title: string, total: number): EventDraft {
  return { type: 'contract.created', data: { title, total } };
}

/** The ledger takes over a contract that a file declares; from then on the file is shown, not obeyed. */
export function contractImported(title: string, total: number, source: string): EventDraft {
  return { type: 'contract.imported', data: { title, total, source } };
}

export function pointsCredited(agent: string, points: number, reason: string): EventDraft {
  return { type: 'points.credited', data: { agent, points, reason } };
}

/** Streams `contract/<id>`. */
export const contractSubject: Subject<ContractState> = {
  name: 'contract',
  initial: { opened: false },
  evolve(state, event) {
    const { type, data } = event;
    if (type === 'contract.created' || type === 'contract.imported') {
      const source = type === 'contract.created' ? 'ledger' : String(data['source']);
      const total = Number(data['total']);
      return { opened: true, title: String(data['title']), total, source, credited: 0, credits: [] };
    }
    if (type !== 'points.credited' || !state.opened) return state;
    const { seq, actor, time } = event;
    const points = Number(data['points']);
    const credit = {
      seq,
      agent: String(data['agent']),
      points,
      reason: String(data['reason']),
      actor,
      time,
      task: null,
      reversed: false,
    };
    return { ...state, credited: state.credited + points, credits: [...state.credits, credit] };
  },
};
